#!/usr/bin/env python3
"""Random questions on zones and calendars with the answers of Python's zoneinfo, one per line.

  local ZONE UNIX OFFSET                offset from UTC in seconds at an instant
  instant ZONE WALL UNIX                the instant of a wall-clock time (WALL: seconds as if it were UTC)
  calendar ZONE WEEK HOLIDAYS SPECIAL   what the following questions are about
  add UNIX SECONDS UNIX                 the due time of SECONDS of working time
  between UNIX UNIX SECONDS             working time

WEEK is seven days joined by '/', each a list of start-end minutes joined by '+', or '-'. HOLIDAYS are dates
joined by ',', SPECIAL date=day joined by ','; '-' for none.
Usage: zoneinfo_cases.py ZONE_QUESTIONS CALENDARS QUESTIONS_EACH SEED
"""
import bisect
import functools
import itertools
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


def random_day(rng):
    edges = sorted(rng.sample(range(4 * 60, 24 * 60 + 1), 2 * rng.randint(1, 2)))
    day = [[a, b] for a, b in zip(edges[::2], edges[1::2])]
    if rng.random() < 0.2:
        # Into the next day, never as far as its first window may begin.
        day[-1][1] = 24 * 60 + rng.randint(1, 4 * 60)
    return day


def random_week(rng):
    week = [random_day(rng) if rng.random() < 0.75 else [] for _ in range(7)]
    if not any(week):
        week[0].append([0, 24 * 60])
    return week


class Calendar:
    """Every window of the years, as instants: brute force."""

    def __init__(self, zone, rng):
        self.week = random_week(rng)
        # The night before the first question is in it too.
        first = date(FIRST_YEAR - 1, 12, 25)
        self.days = [first + timedelta(days=n) for n in range(YEARS * 366)]
        self.holidays = set(rng.sample(self.days, rng.choice((0, 50, 500))))
        self.special = {day: random_day(rng) for day in rng.sample(self.days, rng.choice((0, 20, 300)))}
        self.windows = list(self.intervals(zone))
        self.worked = [0, *itertools.accumulate(b - a for a, b in self.windows)]
        self.begins = [a for a, _ in self.windows]

    def intervals(self, zone):
        for day in self.days:
            if day in self.holidays:
                continue
            midnight = (day - date(1970, 1, 1)).days * 86400
            for start, end in self.special.get(day, self.week[day.weekday()]):
                a, b = to_unix(zone, midnight + start * 60), to_unix(zone, midnight + end * 60)
                if a < b:
                    yield a, b

    def until(self, unix):
        """Working time of all windows up to an instant."""
        n = bisect.bisect_right(self.begins, unix)
        if n == 0:
            return 0
        a, b = self.windows[n - 1]
        return self.worked[n - 1] + min(unix, b) - a

    def add(self, start, amount):
        wanted = self.until(start) + amount
        n = bisect.bisect_left(self.worked, wanted)
        return self.windows[n - 1][0] + wanted - self.worked[n - 1]

    def __str__(self):
        week = "/".join(written(day) for day in self.week)
        holidays = ",".join(map(str, sorted(self.holidays))) or "-"
        special = ",".join(f"{day}={written(hours)}" for day, hours in sorted(self.special.items())) or "-"
        return f"{week} {holidays} {special}"


def written(day):
    return "+".join(f"{a}-{b}" for a, b in day) or "-"


def random_instant(rng, years=YEARS):
    first, last = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (FIRST_YEAR, FIRST_YEAR + years))
    return rng.randrange(first, last)


def ask_zones(rng, names, zones, count):
    for number in range(count):
        name = names[number % len(names)] if number % 2 else rng.choice(names)
        unix = random_instant(rng)
        wall = unix + rng.randrange(-43200, 43200)
        print("local", name, unix, wall_at(zones(name), unix) - unix)
        print("instant", name, wall, to_unix(zones(name), wall))


def ask_calendar(rng, calendar, count):
    for number in range(count):
        start = random_instant(rng, YEARS - 2)
        if number % 2:
            amount = min(rng.randrange(1, 150 * 3600), calendar.worked[-1] - calendar.until(start))
            print("add", start, amount, calendar.add(start, amount))
        else:
            end = start + rng.randrange(40 * 86400) if number % 4 else random_instant(rng, YEARS - 2)
            print("between", start, end, calendar.until(end) - calendar.until(start))


def main():
    zone_questions, calendars, each, seed = map(int, sys.argv[1:])
    rng = random.Random(seed)
    names = sorted(n for n in available_timezones() if not n.startswith(NOT_IANA))
    zones = functools.cache(ZoneInfo)
    ask_zones(rng, names, zones, zone_questions)
    for name in rng.sample(names, calendars):
        calendar = Calendar(zones(name), rng)
        print("calendar", name, calendar)
        ask_calendar(rng, calendar, each)


main()
