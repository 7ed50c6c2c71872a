# The server with its pages. Build the jar and its libraries first: mvn -B package -DskipTests dependency:copy-dependencies
# -DincludeScope=runtime. Not tried on an engine yet: see docs/operate.md.
FROM eclipse-temurin:25-jre
RUN useradd --system --create-home --uid 10001 scoutline
WORKDIR /opt/scoutline
COPY target/dependency lib
COPY target/scoutline-*.jar lib/
USER scoutline
VOLUME /var/lib/scoutline
ENV SCOUTLINE_DATA=/var/lib/scoutline
EXPOSE 8080 4573
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", "/opt/scoutline/lib/*", "io.scoutline.Main"]
