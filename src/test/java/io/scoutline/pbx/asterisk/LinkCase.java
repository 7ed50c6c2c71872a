package io.scoutline.pbx.asterisk;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.Await;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.LinkFault;
import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.PbxListener;
import io.scoutline.pbx.asterisk.ami.AmiAccount;
import io.scoutline.pbx.asterisk.ami.LinkTiming;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;

/** A link against PBXs that a test writes itself, over real sockets; all of them end with the test. */
abstract class LinkCase {

  static final LinkTiming QUICK = new LinkTiming(Duration.ofSeconds(2), Duration.ofSeconds(2),
      Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofMillis(20),
      Duration.ofMillis(100));

  final Heard heard = new Heard();
  final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  static PolitePbx version(String said) {
    return new PolitePbx() {
      @Override
      protected String version() {
        return said;
      }
    };
  }

  ScriptedAmi pbx(ScriptedAmi.Script script) {
    var pbx = new ScriptedAmi(script);
    open.add(pbx);
    return pbx;
  }

  AsteriskLink link(ScriptedAmi.Script script) {
    return link(pbx(script));
  }

  AsteriskLink link(ScriptedAmi pbx) {
    return link(pbx.port());
  }

  AsteriskLink link(int port) {
    return link(port, heard);
  }

  AsteriskLink link(int port, PbxListener listener) {
    return link(port, listener, QUICK);
  }

  AsteriskLink link(int port, PbxListener listener, LinkTiming timing) {
    var account = new AmiAccount(new PbxName("main"), "127.0.0.1", port, "scoutline", "secret");
    var link = new AsteriskLink(account, timing, listener, Clock.systemUTC(), new Random(7),
        new SimpleMeterRegistry());
    open.add(link);
    link.start();
    return link;
  }

  static void awaitFault(AsteriskLink link, LinkFault fault) {
    awaitUntil(() -> link.linkState() instanceof LinkState.Down down && down.fault() == fault, link);
  }

  static void awaitUntil(Callable<Boolean> met, AsteriskLink link) {
    Await.until(met, () -> "still " + link.linkState());
  }
}
