#!/usr/bin/env python3
"""Random questions on zones and calendars with the answers of Python's zoneinfo, one per line.

  local ZONE UNIX OFFSET               offset from UTC in seconds at an instant
  instant ZONE WALL UNIX               the instant of a wall-clock time (WALL: seconds as if it were UTC)
  add ZONE WEEK UNIX SECONDS UNIX      the due time of SECONDS of working time
  between ZONE WEEK UNIX UNIX SECONDS  working time

WEEK is seven days joined by '/', each a list of start-end minutes joined by '+', or '-'.
Usage: zoneinfo_cases.py COUNT SEED
"""
import random
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

FIRST_YEAR, YEARS = 2000, 50
UTC = timezone.utc
NOT_IANA = ("localtime", "posix", "right", "Factory", "build")


def wall_at(zone, unix):
    local = datetime.fromtimestamp(unix, zone)
    return int(local.replace(tzinfo=UTC).timestamp())


def to_unix(zone, wall):
    """Ambiguous: the first. Skipped: the first instant after the gap, found by bisection."""
    naive = datetime(1970, 1, 1) + timedelta(seconds=wall)
    unix = int(naive.replace(tzinfo=zone, fold=0).timestamp())
    if wall_at(zone, unix) == wall:
        return unix
    low, high = unix - 2 * 86400, unix + 2 * 86400
    while high - low > 1:
        middle = (low + high) // 2
        if wall_at(zone, middle) > wall:
            high = middle
        else:
            low = middle
    return high


def intervals(zone, week, day):
    """The windows of every day from `day` on, as instants."""
    while True:
        midnight = (day - date(1970, 1, 1)).days * 86400
        for start, end in week[day.weekday()]:
            a, b = to_unix(zone, midnight + start * 60), to_unix(zone, midnight + end * 60)
            if a < b:
                yield a, b
        day += timedelta(days=1)


def day_before(zone, unix):
    return datetime.fromtimestamp(unix, zone).date() - timedelta(days=2)


def add(zone, week, start, amount):
    for a, b in intervals(zone, week, day_before(zone, start)):
        a = max(a, start)
        if b > a:
            if b - a >= amount:
                return a + amount
            amount -= b - a


def between(zone, week, start, end):
    worked = 0
    for a, b in intervals(zone, week, day_before(zone, start)):
        if a >= end:
            return worked
        worked += max(0, min(b, end) - max(a, start))


def random_week(rng):
    week = [[] for _ in range(7)]
    for day in week:
        if rng.random() < 0.75:
            edges = sorted(rng.sample(range(4 * 60, 24 * 60 + 1), 2 * rng.randint(1, 2)))
            day += [[a, b] for a, b in zip(edges[::2], edges[1::2])]
            if rng.random() < 0.2:
                day[-1][1] = 24 * 60 + rng.randint(0, 4 * 60)
    if not any(week):
        week[0].append([0, 24 * 60])
    return week


def written(week):
    return "/".join("+".join(f"{a}-{b}" for a, b in day) or "-" for day in week)


def main():
    count, rng = int(sys.argv[1]), random.Random(int(sys.argv[2]))
    names = sorted(n for n in available_timezones() if not n.startswith(NOT_IANA))
    zones = {}
    for number in range(count):
        name = names[number % len(names)] if number % 2 else rng.choice(names)
        zone = zones.setdefault(name, ZoneInfo(name))
        year = rng.randrange(FIRST_YEAR, FIRST_YEAR + YEARS)
        unix = int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) + rng.randrange(365 * 86400)
        wall = unix + rng.randrange(-43200, 43200)
        print("local", name, unix, wall_at(zone, unix) - unix)
        print("instant", name, wall, to_unix(zone, wall))
        week = random_week(rng)
        if number % 2:
            amount = rng.randrange(1, 150 * 3600)
            print("add", name, written(week), unix, amount, add(zone, week, unix, amount))
        else:
            end = unix + rng.randrange(40 * 86400)
            print("between", name, written(week), unix, end, between(zone, week, unix, end))


main()
