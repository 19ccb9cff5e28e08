"""Reads a Dockerfile as far as ours goes: stages of single instructions, continued lines, JSON or shell form."""

import json
import shlex

KNOWN = {"FROM", "RUN", "COPY", "USER", "WORKDIR", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD", "ENV"}


class Instruction:
    def __init__(self, line, word, text):
        self.line, self.word, self.text = line, word, text

    def words(self):
        """JSON form as it stands, else split as a shell would; options (--from=build) are left out."""
        text = self.text
        while text.startswith("--"):
            text = text.split(None, 1)[1]
        return json.loads(text) if text.startswith("[") else shlex.split(text)

    def options(self):
        found = {}
        for word in self.text.split():
            if not word.startswith("--"):
                break
            name, _, value = word[2:].partition("=")
            found[name] = value
        return found


class Stage:
    def __init__(self, base, name):
        self.base, self.name, self.steps = base, name, []

    def all(self, word):
        return [step for step in self.steps if step.word == word]

    def last(self, word):
        found = self.all(word)
        return found[-1] if found else None


def logical_lines(text):
    """(number of its first line, text) with comments out and continuations joined."""
    start, joined = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("#") or (not joined and not line.strip()):
            continue
        start = start or number
        if line.rstrip().endswith("\\"):
            joined += line.rstrip()[:-1] + " "
            continue
        yield start, (joined + line).strip()
        start, joined = 0, ""
    if joined:
        raise ValueError(f"line {start}: continues past the end of the file")


def read(text):
    """The stages in order. Raises ValueError for what is not understood."""
    stages = []
    for line, content in logical_lines(text):
        word, _, rest = content.partition(" ")
        if word not in KNOWN:
            raise ValueError(f"line {line}: {word} is not understood here")
        if word == "FROM":
            parts = rest.split()
            if len(parts) not in (1, 3) or (len(parts) == 3 and parts[1] != "AS"):
                raise ValueError(f"line {line}: expected FROM image [AS name]")
            stages.append(Stage(parts[0], parts[2] if len(parts) == 3 else str(len(stages))))
            continue
        if not stages:
            raise ValueError(f"line {line}: {word} before FROM")
        stages[-1].steps.append(Instruction(line, word, rest.strip()))
    if not stages:
        raise ValueError("no FROM")
    return stages
