#!/usr/bin/env python3
"""What can be said of the Dockerfile without building it. FILLRATE_BINARY is a build of the program.

tests/image/walk carries the file out, where a root file system of its base release is at hand.
"""

import fnmatch
import os
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import dockerfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NOT_LIBRARIES = {"ca-certificates", "redis-server", "tzdata"}
SANITIZERS = re.compile(r"lib(asan|ubsan|tsan|lsan)\d+")


def read_text(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()


def release_of_this_machine():
    with open("/etc/os-release", encoding="utf-8") as file:
        return dict(line.split("=", 1) for line in file.read().split("\n") if "=" in line).get("VERSION_CODENAME", "").strip('"')


def installed_packages(stage):
    names = set()
    for step in stage.all("RUN"):
        found = re.search(r"apt-get install((?:\s+[^\s&]+)+)", step.text)
        names.update(word for word in (found.group(1).split() if found else []) if not word.startswith("-"))
    return names


def packages_of_libraries(binary):
    """The packages of the shared libraries that the loader finds for `binary`."""
    listing = subprocess.run(["ldd", binary], check=True, capture_output=True, text=True).stdout
    if "not found" in listing:
        raise AssertionError(listing)
    # A merged /usr shows a file under two paths; dpkg knows one of them.
    names = {}
    for path in re.findall(r"(/\S+) \(0x", listing):
        real = os.path.realpath(path)
        names[path] = {path, real, real.removeprefix("/usr")}
    known = subprocess.run(["dpkg-query", "--search", *sorted(set().union(*names.values()))], capture_output=True, text=True).stdout
    owners = {line.rsplit(": ", 1)[1]: line.split(":")[0] for line in known.splitlines() if ": /" in line}
    packages = set()
    for path, candidates in names.items():
        found = candidates & owners.keys()
        if not found:
            raise AssertionError(f"no package owns {path}")
        packages.update(owners[name] for name in found)
    return packages


def is_ignored(path, patterns):
    """As docker reads .dockerignore: the last pattern that fits decides."""
    ignored = False
    for pattern in patterns:
        wanted = pattern.lstrip("!").strip("/")
        parts = path.split("/")
        if any(fnmatch.fnmatchcase("/".join(parts[:n]), wanted) for n in range(1, len(parts) + 1)):
            ignored = not pattern.startswith("!")
    return ignored


class DockerfileTest(unittest.TestCase):
    def setUp(self):
        self.stages = dockerfile.read(read_text("Dockerfile"))
        self.image = self.stages[-1]
        self.ignored = [line for line in read_text(".dockerignore").split("\n") if line and not line.startswith("#")]

    def test_bases_are_pinned_by_release(self):
        names = {stage.name for stage in self.stages}
        for stage in self.stages:
            if stage.base not in names:
                self.assertRegex(stage.base, r"^debian:[a-z]+(-slim)?$")
                self.assertNotRegex(stage.base, r":(latest|stable|testing|unstable|sid)")
        self.assertEqual(len({stage.base.removesuffix("-slim") for stage in self.stages}), 1)

    def test_every_copied_thing_is_there_and_let_through(self):
        copied = 0
        for stage in self.stages:
            for step in stage.all("COPY"):
                origin = step.options().get("from")
                if origin is not None:
                    self.assertIn(origin, {one.name for one in self.stages})
                    continue
                for source in step.words()[:-1]:
                    self.assertTrue(os.path.exists(os.path.join(ROOT, source)), f"line {step.line}: {source}")
                    self.assertFalse(is_ignored(source, self.ignored), f"line {step.line}: {source} is in .dockerignore")
                    copied += 1
        self.assertGreater(copied, 5)

    def test_the_build_gets_every_folder_of_the_product(self):
        wanted = set(re.findall(r"^add_subdirectory\(([\w/]+)\)", read_text("CMakeLists.txt"), re.M))
        sources = {source for step in self.stages[0].all("COPY") for source in step.words()[:-1]}
        for folder in wanted:
            self.assertIn(folder.split("/")[0], sources)

    def test_what_must_not_reach_the_image_is_ignored(self):
        for path in ("build/release/fillrate", "data/key", ".git/config", "node_modules/x", "fillrate.toml", "tests/bot/fixture.hpp"):
            self.assertTrue(is_ignored(path, self.ignored), path)
        self.assertFalse(is_ignored("core/base/log.cpp", self.ignored))

    def test_the_program_is_not_root(self):
        user = self.image.last("USER")
        self.assertIsNotNone(user)
        number = user.text.split(":")[0]
        self.assertRegex(number, r"^[1-9]\d*$")
        order = [step.word for step in self.image.steps]
        self.assertLess(order.index("USER"), order.index("ENTRYPOINT"))
        self.assertNotIn("RUN", order[order.index("USER"):])
        self.assertTrue(any(re.search(rf"useradd .*--uid {number}\b.* fillrate\b", step.text) for step in self.image.all("RUN")))

    def test_it_starts_the_demo_and_looks_after_itself(self):
        self.assertEqual(self.image.last("ENTRYPOINT").words(), ["fillrate"])
        self.assertEqual(self.image.last("CMD").words(), ["demo", "--listen", "0.0.0.0", "--data", "/data/demo"])
        self.assertEqual(self.image.last("EXPOSE").words(), ["8080"])
        self.assertEqual(self.image.last("VOLUME").words(), ["/data"])
        probe = self.image.last("HEALTHCHECK")
        self.assertRegex(probe.text, r"127\.0\.0\.1/8080")
        self.assertRegex(probe.text, r"GET /(livez|readyz) ")

    def test_no_secret_is_baked_in(self):
        names = re.findall(r"\b(?:SLACK|TEAMS|REDIS|FILLRATE)_[A-Z_]+\b", "".join(step.text for stage in self.stages for step in stage.steps))
        self.assertEqual(names, [])

    def test_the_libraries_are_those_the_program_needs(self):
        release = self.image.base.split(":")[1].removesuffix("-slim")
        if release_of_this_machine() != release:
            self.skipTest(f"this machine is not {release}: its packages have other names")
        needed = {name for name in packages_of_libraries(os.environ["FILLRATE_BINARY"]) if not SANITIZERS.fullmatch(name)}
        named = installed_packages(self.image)
        self.assertLessEqual(NOT_LIBRARIES, named)
        self.assertEqual(sorted(named - NOT_LIBRARIES), sorted(needed))


class ReaderTest(unittest.TestCase):
    def test_it_reads_what_docker_reads(self):
        build, image = dockerfile.read('# x\nFROM a AS build\nRUN one \\\n  # between\n  two\nFROM b\nCOPY --from=build /x "/y z"\nCMD ["p", "q r"]\n')
        self.assertEqual((build.base, build.name, build.steps[0].text.split()), ("a", "build", ["one", "two"]))
        self.assertEqual((image.steps[0].options(), image.steps[0].words()), ({"from": "build"}, ["/x", "/y z"]))
        self.assertEqual(image.last("CMD").words(), ["p", "q r"])

    def test_it_refuses_what_it_does_not_know(self):
        for wrong in ("", "RUN x\n", "FROM a\nADD x y\n", "FROM a b\n", "FROM a\nRUN x \\"):
            with self.assertRaises(ValueError, msg=wrong):
                dockerfile.read(wrong)


if __name__ == "__main__":
    unittest.main()
