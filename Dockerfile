# Fillrate in a container: built in one stage, run in a second one that holds only what it needs.
#   docker build -t fillrate .
#   docker run -p 8080:8080 fillrate                       the demo, at http://127.0.0.1:8080/
#   docker run -v fillrate:/data fillrate serve --config /data/fillrate.toml
FROM debian:bookworm-slim AS build
WORKDIR /src
COPY run CMakeLists.txt CMakePresets.json ./
COPY cmake cmake
COPY core core
COPY handlers handlers
COPY integrations integrations
COPY config config
COPY bot bot
RUN ./run --yes --build-only

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        ca-certificates \
        redis-server \
        tzdata \
        libboost-json1.81.0 \
        libboost-url1.81.0 \
        libc6 \
        libdate-tz3 \
        libfmt9 \
        libgcc-s1 \
        libhiredis0.14 \
        libprometheus-cpp-core1.0 \
        libspdlog1.10 \
        libssl3 \
        libstdc++6 \
        libtomlplusplus3 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin fillrate \
    && install --directory --owner=fillrate --group=fillrate --mode=0700 /data
COPY --from=build /src/build/release/fillrate /usr/local/bin/fillrate
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
# Alive, not ready: a store or a Slack that is away for a while is no reason to be restarted.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /livez HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r answer <&3 && [[ $answer == *' 200 '* ]]"]
ENTRYPOINT ["fillrate"]
CMD ["demo", "--listen", "0.0.0.0", "--data", "/data/demo"]
