package io.scoutline.bench;

import io.scoutline.pbx.asterisk.PolitePbx;
import io.scoutline.pbx.asterisk.ScriptedAmi;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A PBX that tells recorded calls over its manager interface: whole ones, each event as long after the first as it
 * was, new calls at random distances and at a rate that is kept whether or not anybody keeps up. Serves one client.
 */
final class EventFeeder implements AutoCloseable {

  static final String THREAD = "event-feeder";
  static final String PASSWORD = "secret";
  private static final long REST_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
  /** One call in so many is watched. */
  private static final int WATCHED = 4;

  private final Random random = new Random(29);
  private final PriorityQueue<Telling> tellings = new PriorityQueue<>();
  private final StringBuilder out = new StringBuilder(64 * 1024);
  private final List<Tape> tapes;
  private final AtomicInteger numbers;
  private final Lags lags;
  private final InstantSource clock;
  private final double eventsACall;
  private final ScriptedAmi ami;
  private final Thread thread;
  private volatile ScriptedAmi.Line line;
  private volatile double callsASecond;
  private volatile boolean watching;
  private volatile boolean closed;
  private volatile boolean idle;
  private volatile long events;
  private volatile long rows;
  private long nextBegins = System.nanoTime();

  /** A call that is being told. */
  private static final class Telling implements Comparable<Telling> {
    private final Tape tape;
    private final int number;
    private final long begins;
    private int next;

    Telling(Tape tape, int number, long begins) {
      this.tape = tape;
      this.number = number;
      this.begins = begins;
    }

    long due() {
      return begins + tape.frames().get(next).afterNanos();
    }

    @Override
    public int compareTo(Telling other) {
      return Long.compare(due(), other.due());
    }
  }

  /** @param numbers of the calls, none of which is used twice */
  EventFeeder(List<Tape> tapes, AtomicInteger numbers, Lags lags, InstantSource clock) {
    this.tapes = tapes;
    this.numbers = numbers;
    this.lags = lags;
    this.clock = clock;
    eventsACall = tapes.stream().mapToInt(tape -> tape.frames().size()).average().orElseThrow();
    ami = new ScriptedAmi(new PolitePbx() {
      @Override
      protected void loggedIn(ScriptedAmi.Line client) {
        line = client;
      }
    });
    thread = Thread.ofPlatform().daemon().name(THREAD).start(this::feed);
  }

  int port() {
    return ami.port();
  }

  /** From now on so many events a second; those of calls under way come in any case. */
  void pace(double eventsASecond) {
    callsASecond = eventsASecond / eventsACall;
  }

  /** Whether calls that begin from now on are watched. */
  void watch(boolean on) {
    watching = on;
  }

  /** How many have been told. */
  long events() {
    return events;
  }

  /** How many rows the calls told so far become. */
  long rows() {
    return rows;
  }

  /** Whether no call is being told and none will begin. */
  boolean isIdle() {
    return idle;
  }

  private void feed() {
    try {
      while (!closed) {
        double pace = callsASecond;
        begin(pace, System.nanoTime());
        tell(System.nanoTime());
        idle = pace == 0 && tellings.isEmpty();
        LockSupport.parkNanos(REST_NANOS);
      }
    } catch (IOException gone) {
      closed = true;
    }
  }

  private void begin(double pace, long now) {
    if (pace == 0) {
      nextBegins = now;
      return;
    }
    for (; nextBegins <= now; nextBegins += (long) (-Math.log(1 - random.nextDouble()) / pace * 1e9)) {
      int number = numbers.incrementAndGet();
      Tape tape = tapes.get(number % tapes.size());
      if (watching && number / tapes.size() % WATCHED == 0 && tape.canBeTimed()) {
        lags.watch(tape, tape.linkedid(number), nextBegins);
      }
      tellings.add(new Telling(tape, number, nextBegins));
      rows += tape.rows();
    }
  }

  private void tell(long now) throws IOException {
    Instant written = clock.instant();
    int told = 0;
    for (Telling first = tellings.peek(); first != null && first.due() <= now; first = tellings.peek()) {
      tellings.poll();
      first.tape.tell(first.next++, first.number, written, out);
      told++;
      if (first.next < first.tape.frames().size()) {
        tellings.add(first);
      }
    }
    if (told > 0) {
      line.say(out.toString());
      out.setLength(0);
      events += told;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    ami.close();
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
