# Where `metrics` are described: the image of the jobs, with the agent that tells them in the JVM of a broker, which a container copies from here
# before it starts. A file of its own, as it needs BuildKit, which no other build does.
ARG JOBS
FROM ${JOBS}
ADD --chmod=644 --checksum=sha256:7d61f737fd661610ccc14aea79764faa1ea94a340cbc8f0029b3d2edea3d80c1 https://repo1.maven.org/maven2/io/prometheus/jmx/jmx_prometheus_javaagent/1.0.1/jmx_prometheus_javaagent-1.0.1.jar metrics-agent.jar
