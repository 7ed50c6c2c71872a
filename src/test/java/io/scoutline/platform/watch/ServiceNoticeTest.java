package io.scoutline.platform.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P17.3: what systemd hears of a server, on a real socket of its kind. */
class ServiceNoticeTest {

  @TempDir
  Path folder;

  @Test
  void it_hears_ready_alive_and_stopping_in_this_order() throws Throwable {
    Path path = folder.resolve("notify");
    try (var systemd = new Listener(path.toString())) {
      try (var notice = ServiceNotice.of(Map.of("NOTIFY_SOCKET", path.toString(), "WATCHDOG_USEC", "30000"))) {
        notice.ready(() -> true);
        assertEquals(List.of("READY=1", "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"), systemd.hear(4));
      }
      String last = systemd.hear(1).getFirst();
      while (last.equals("WATCHDOG=1")) {
        last = systemd.hear(1).getFirst();
      }
      assertEquals("STOPPING=1", last);
    }
  }

  @Test
  void a_server_that_is_not_alive_says_nothing_until_it_is() throws Throwable {
    Path path = folder.resolve("notify");
    var alive = new AtomicBoolean();
    try (var systemd = new Listener(path.toString());
        var notice = ServiceNotice.of(Map.of("NOTIFY_SOCKET", path.toString(), "WATCHDOG_USEC", "3000"))) {
      var asked = new java.util.concurrent.CountDownLatch(10);
      notice.ready(() -> {
        asked.countDown();
        return alive.get();
      });
      assertTrue(asked.await(30, java.util.concurrent.TimeUnit.SECONDS));
      notice.close();
      assertEquals(List.of("READY=1", "STOPPING=1"), systemd.hear(2));
    }
  }

  @Test
  void an_abstract_name_is_found_too() throws Throwable {
    String name = "@scoutline-test-" + ProcessHandle.current().pid();
    try (var systemd = new Listener(name); var notice = ServiceNotice.of(Map.of("NOTIFY_SOCKET", name))) {
      notice.ready(() -> true);
      assertEquals(List.of("READY=1"), systemd.hear(1));
    }
  }

  @Test
  void where_nobody_listens_or_nobody_asked_the_server_goes_on() {
    for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of("NOTIFY_SOCKET", ""),
        Map.of("NOTIFY_SOCKET", folder.resolve("nobody").toString(), "WATCHDOG_USEC", "soon"),
        Map.of("NOTIFY_SOCKET", "/" + "x".repeat(200)))) {
      try (var notice = ServiceNotice.of(environment)) {
        notice.ready(() -> true);
      }
    }
  }

  /** The other end, as systemd has it. */
  private static final class Listener implements AutoCloseable {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private final Arena arena = Arena.ofConfined();
    private final int descriptor;

    Listener(String path) throws Throwable {
      descriptor = (int) call("socket", INT, INT, INT, INT).invokeExact(1, 2, 0);
      byte[] name = path.getBytes(StandardCharsets.UTF_8);
      MemorySegment address = arena.allocate(110);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
      MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
      if (name[0] == '@') {
        address.set(ValueLayout.JAVA_BYTE, 2, (byte) 0);
      }
      int bound = (int) call("bind", INT, INT, ValueLayout.ADDRESS, INT).invokeExact(descriptor, address,
          2 + name.length + (name[0] == '@' ? 0 : 1));
      assertEquals(0, bound, "bind");
      // struct timeval: a message that never comes fails the test instead of holding it up
      MemorySegment patience = arena.allocate(16, 8);
      patience.set(ValueLayout.JAVA_LONG, 0, 30);
      int set = (int) call("setsockopt", INT, INT, INT, INT, ValueLayout.ADDRESS, INT).invokeExact(descriptor, 1, 20,
          patience, 16);
      assertEquals(0, set, "setsockopt");
    }

    List<String> hear(int messages) throws Throwable {
      var heard = new ArrayList<String>();
      MemorySegment buffer = arena.allocate(512);
      while (heard.size() < messages) {
        long length = (long) call("recv", ValueLayout.JAVA_LONG, INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, INT)
            .invokeExact(descriptor, buffer, 512L, 0);
        assertTrue(length > 0, () -> "heard only " + heard);
        heard.add(new String(buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
      }
      return heard;
    }

    private static java.lang.invoke.MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
      return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(),
          FunctionDescriptor.of(result, arguments));
    }

    @Override
    public void close() throws Exception {
      try {
        int _ = (int) call("close", INT, INT).invokeExact(descriptor);
      } catch (Throwable failure) {
        throw new IllegalStateException(failure);
      } finally {
        arena.close();
      }
    }
  }
}
