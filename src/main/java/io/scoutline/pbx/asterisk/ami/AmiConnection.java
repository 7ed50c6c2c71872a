package io.scoutline.pbx.asterisk.ami;

import io.scoutline.pbx.LinkFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.event.BridgeEvent;
import org.asteriskjava.manager.event.DialEvent;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.ProtocolIdentifierReceivedEvent;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;
import org.asteriskjava.manager.response.CoreSettingsResponse;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * Asterisk-Java's connection, used for one session and then thrown away: its own loop of reconnecting can end for
 * good, so it never begins, and whoever watches the session builds a new connection.
 */
final class AmiConnection extends ManagerConnectionImpl {

  /** Who hears; called by the pump's thread, one after another. */
  interface Ear {
    void heard(ManagerEvent event);

    /** The connection is over; may be called more than once. */
    void lost(String reason);
  }

  private final AmiAccount account;
  private final LinkTiming timing;
  private final Pump pump;
  private final Ear ear;
  private final AtomicBoolean used = new AtomicBoolean();
  private volatile AmiSocket wire;
  private volatile String versionSaid = "";

  AmiConnection(AmiAccount account, LinkTiming timing, Pump pump, Ear ear) {
    this.account = account;
    this.timing = timing;
    this.pump = pump;
    this.ear = ear;
    setUsername(account.user());
    setPassword(account.password());
    setDefaultResponseTimeout(timing.response().toMillis());
    setKeepAliveAfterAuthenticationFailure(false);
  }

  /**
   * Connects and logs in.
   *
   * @throws LinkRefused when it did not come to that, with the reason
   */
  void open() throws LinkRefused {
    try {
      login();
    } catch (LinkRefused refused) {
      close();
      throw refused;
    } catch (AuthenticationFailedException fault) {
      close();
      throw fault.getCause() == null
          ? new LinkRefused(LinkFault.WRONG_PASSWORD, "the PBX does not accept this name and password")
          : new LinkRefused(LinkFault.LOST, "the connection ended while logging in");
    } catch (IOException | TimeoutException | RuntimeException fault) {
      close();
      throw new LinkRefused(LinkFault.REFUSED, reason(fault));
    }
  }

  private String reason(Exception fault) {
    String said = fault.getMessage();
    return account.host() + ":" + account.port() + " " + (said == null ? fault.getClass().getSimpleName() : said);
  }

  /** What the PBX says its release is; empty when it does not. */
  String versionSaid() {
    return versionSaid;
  }

  /** Asks, and waits for the answer. */
  ManagerResponse ask(ManagerAction action) throws IOException {
    try {
      return sendAction(action, timing.response().toMillis());
    } catch (TimeoutException | IllegalStateException fault) {
      throw new IOException("no answer to " + action.getAction(), fault);
    }
  }

  /** Asks, and goes on; the stage ends with the answer, null when the connection ended first. */
  CompletionStage<ManagerResponse> askLater(ManagerAction action) {
    var answer = new CompletableFuture<ManagerResponse>();
    try {
      sendAction(action, answer::complete);
    } catch (IOException | IllegalStateException fault) {
      answer.completeExceptionally(fault);
    }
    return answer;
  }

  /** Ends the session; safe to call at any time, more than once, on any thread. */
  void close() {
    AmiSocket open = wire;
    if (open != null) {
      try {
        open.close();
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
  }

  @Override
  protected SocketConnectionFacade createSocket() throws IOException {
    if (!used.compareAndSet(false, true)) {
      throw new IOException("a connection serves one session");
    }
    wire = AmiSocket.connect(account, timing, pump);
    return wire;
  }

  @Override
  protected AsteriskVersion determineVersion() throws IOException, TimeoutException {
    ManagerResponse answer = sendAction(SafeActions.settings(), timing.response().toMillis());
    if (answer instanceof ManagerError) {
      throw new LinkRefused(LinkFault.TOO_FEW_RIGHTS, "the account may not read the PBX's settings: it needs the"
          + " write right \"reporting\"");
    }
    versionSaid = answer instanceof CoreSettingsResponse settings && settings.getAsteriskVersion() != null
        ? settings.getAsteriskVersion()
        : "";
    AsteriskVersion known = AsteriskVersion.getDetermineVersionFromString("Asterisk " + versionSaid);
    return known == null ? AsteriskVersion.DEFAULT_VERSION : known;
  }

  /** Everything that the reader read arrives here, on the pump's thread. */
  @Override
  public void dispatchEvent(ManagerEvent event, Integer requiredHandlingTime) {
    if (event instanceof DisconnectEvent) {
      ended(event);
    } else if (event instanceof ProtocolIdentifierReceivedEvent) {
      super.dispatchEvent(event, requiredHandlingTime);
    } else if (event.getClass() != DialEvent.class && !(event instanceof BridgeEvent)) {
      // the two left out are inventions for the sake of old programs
      pump.taken();
      ear.heard(event);
    }
  }

  @Override
  public void dispatchResponse(ManagerResponse response, Integer requiredHandlingTime) {
    pump.taken();
    super.dispatchResponse(response, requiredHandlingTime);
  }

  /** Frees whoever waits for an answer, and keeps the library from reconnecting. */
  private void ended(ManagerEvent event) {
    close();
    state = ManagerConnectionState.DISCONNECTED;
    super.dispatchEvent(event, null);
    state = ManagerConnectionState.DISCONNECTED;
    ear.lost("the PBX closed the connection, or said nothing for " + seconds(timing.silence()));
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
