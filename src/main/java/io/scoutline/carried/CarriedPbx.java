package io.scoutline.carried;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.scoutline.kernel.PbxName;
import io.scoutline.platform.watch.Health;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * A PBX on another host: whose token its script shows, where what it sends is put, when it was heard last. Any thread.
 */
public final class CarriedPbx {

  private static final int AT_ONCE = 4;
  /** The script says each minute that it is there. */
  private static final Duration SILENT = Duration.ofMinutes(5);

  private final PbxName name;
  private final byte[] token;
  private final Path done;
  private final InstantSource clock;
  private final Instant since;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final CarriedRecords records;
  private final CarriedRecordings recordings;
  private final Counter recordBytes;
  private final Counter recordingBytes;
  private volatile Instant heard;

  /**
   * @param folder of its own, for all that is on its way
   * @throws IOException when the folder cannot be made or written
   */
  public CarriedPbx(PbxName name, String token, Path folder, InstantSource clock, MeterRegistry meters)
      throws IOException {
    this.name = name;
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.clock = clock;
    since = clock.instant();
    done = folder.resolve("done");
    records = CarriedRecords.open(folder.resolve("records"), clock);
    recordings = CarriedRecordings.open(folder.resolve("arriving"), done);
    recordBytes = bytes(meters, "records");
    recordingBytes = bytes(meters, "recordings");
    Gauge.builder("scoutline.carried.silence", this, pbx -> pbx.silence().toMillis() / 1000.0)
        .tag("pbx", name.value()).baseUnit("seconds")
        .description("Since the script on the PBX's host was heard, or since the start").register(meters);
  }

  private Counter bytes(MeterRegistry meters, String what) {
    return Counter.builder("scoutline.carried").tag("pbx", name.value()).tag("what", what).baseUnit("bytes")
        .description("What the script on the PBX's host has brought").register(meters);
  }

  public PbxName name() {
    return name;
  }

  /** Where the PBX's records are read. */
  public Path recordsFile() {
    return records.newest();
  }

  /** Where its finished recordings are taken in. */
  public Path doneFolder() {
    return done;
  }

  /** Compares in constant time. */
  boolean opens(String shown) {
    return MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
  }

  CarriedRecords records() {
    return records;
  }

  CarriedRecordings recordings() {
    return recordings;
  }

  void heard() {
    heard = clock.instant();
  }

  void tookRecords(long bytes) {
    recordBytes.increment(bytes);
  }

  void tookRecording(long bytes) {
    recordingBytes.increment(bytes);
  }

  /** One of the few requests that it may have under way; to be given back with {@link #leave}. */
  boolean enter() {
    return places.tryAcquire();
  }

  void leave() {
    heard();
    places.release();
  }

  /** Whoever brings something says so with every byte, however long that takes. */
  private Duration silence() {
    return places.availablePermits() < AT_ONCE ? Duration.ZERO
        : Duration.between(Optional.ofNullable(heard).orElse(since), clock.instant());
  }

  /** A script that is silent is degraded: what it does not bring lies on its host meanwhile. */
  public Health.Condition condition() {
    return silence().compareTo(SILENT) < 0 ? new Health.Up()
        : new Health.Degraded("the script on the PBX's host says nothing "
            + (heard == null ? "yet" : "since " + heard) + "; records and recordings wait there");
  }
}
