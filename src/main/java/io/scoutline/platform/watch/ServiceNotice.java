package io.scoutline.platform.watch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the server does, in its own words ({@code sd_notify}): ready, alive, stopping (P17.3). Java has no
 * datagrams on Unix sockets, so the C library is asked. Where nobody wants to know, nothing is done; what cannot be
 * told is logged and stops nothing. Safe on any thread.
 */
public final class ServiceNotice implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceNotice.class);
  private static final short UNIX = 1;
  private static final int DATAGRAM = 2;
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final int LONGEST_PATH = 107;

  private final Optional<byte[]> socket;
  private final Optional<Duration> watchdog;
  private final AtomicBoolean saidReady = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private ServiceNotice(Optional<byte[]> socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /** As the environment asks for it: {@code NOTIFY_SOCKET} and {@code WATCHDOG_USEC}. */
  public static ServiceNotice of(Map<String, String> environment) {
    Optional<byte[]> socket = Optional.ofNullable(environment.get("NOTIFY_SOCKET"))
        .filter(path -> path.startsWith("/") || path.startsWith("@"))
        .map(path -> path.getBytes(StandardCharsets.UTF_8)).filter(path -> path.length <= LONGEST_PATH);
    Optional<Duration> watchdog = Optional.ofNullable(environment.get("WATCHDOG_USEC"))
        .filter(micros -> micros.matches("[1-9][0-9]{0,15}"))
        .map(micros -> Duration.ofNanos(Long.parseLong(micros) * 1_000));
    return new ServiceNotice(socket, watchdog);
  }

  /**
   * The server is ready, or stands by; from now on it is said to be alive as often as the watchdog wants, while it is.
   * What is said twice is told once.
   *
   * @param alive may wait; a thread that hangs in it says nothing more, which is what the watchdog is for
   */
  public void ready(BooleanSupplier alive) {
    if (saidReady.getAndSet(true)) {
      return;
    }
    tell("READY=1");
    if (socket.isPresent() && watchdog.isPresent()) {
      Thread.ofPlatform().daemon().name("service-notice").start(() -> keepTelling(alive, watchdog.get().dividedBy(3)));
    }
  }

  private void keepTelling(BooleanSupplier alive, Duration every) {
    try {
      do {
        if (alive.getAsBoolean()) {
          tell("WATCHDOG=1");
        }
      } while (!closed.await(every.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** It stops, in order; the watchdog is told no more. */
  @Override
  public void close() {
    if (closed.getCount() > 0) {
      closed.countDown();
      tell("STOPPING=1");
    }
  }

  private void tell(String state) {
    socket.ifPresent(path -> {
      try (Arena arena = Arena.ofConfined()) {
        int error = send(path, state.getBytes(StandardCharsets.UTF_8), arena);
        if (error != 0) {
          LOG.warn("systemd could not be told {}", state);
        }
      } catch (Throwable failure) {
        LOG.warn("systemd could not be told {}", state, failure);
      }
    });
  }

  private static int send(byte[] path, byte[] state, Arena arena) throws Throwable {
    int descriptor = (int) function("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
        .invokeExact((int) UNIX, DATAGRAM | CLOSE_ON_EXEC, 0);
    if (descriptor < 0) {
      return 1;
    }
    try {
      MemorySegment address = arena.allocate(2L + path.length + 1);
      address.set(ValueLayout.JAVA_SHORT, 0, UNIX);
      MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, 2, path.length);
      boolean isAbstract = path[0] == '@';
      if (isAbstract) {
        address.set(ValueLayout.JAVA_BYTE, 2, (byte) 0);
      }
      MemorySegment message = arena.allocateFrom(ValueLayout.JAVA_BYTE, state);
      long sent = (long) Linker.nativeLinker().downcallHandle(
          Linker.nativeLinker().defaultLookup().find("sendto").orElseThrow(),
          FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
          .invokeExact(descriptor, message, (long) state.length, 0, address, 2 + path.length + (isAbstract ? 0 : 1));
      return sent == state.length ? 0 : 1;
    } finally {
      int _ = (int) function("close", ValueLayout.JAVA_INT).invokeExact(descriptor);
    }
  }

  private static MethodHandle function(String name, ValueLayout... arguments) {
    return Linker.nativeLinker().downcallHandle(Linker.nativeLinker().defaultLookup().find(name).orElseThrow(),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
  }
}
