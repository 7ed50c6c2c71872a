package io.scoutline.pbx.asterisk.ami;

import io.scoutline.pbx.PbxEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.internal.ManagerReader;
import org.asteriskjava.manager.internal.ManagerReaderImpl;
import org.asteriskjava.util.SocketConnectionFacade;

/** What a real Asterisk said over its manager interface, kept as text, in our words. */
public final class RecordedLink {

  /** The events of a recording, in order, through the same cleaning, reader and translator as from a socket. */
  public static List<PbxEvent> events(Path recording) {
    try {
      return events(Files.readString(recording));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The same of what stands in a recording. */
  public static List<PbxEvent> events(String said) {
    var lines = new ArrayList<String>();
    lines.add("Asterisk Call Manager/9.0.0");
    for (String frame : said.split("\n\n")) {
      lines.addAll(AmiFrame.cleaned(frame.lines().toList()));
      lines.add("");
    }
    var translator = new AsteriskTranslator();
    return read(lines).stream().flatMap(event -> translator.translate(event, Instant.EPOCH).stream()).toList();
  }

  /** Asterisk-Java hands its events to an interface that it keeps to itself. */
  private static List<ManagerEvent> read(List<String> lines) {
    var events = new ArrayList<ManagerEvent>();
    try {
      var constructor = Arrays.stream(ManagerReaderImpl.class.getConstructors()).findFirst().orElseThrow();
      Class<?> dispatcher = constructor.getParameterTypes()[0];
      Object collecting = Proxy.newProxyInstance(dispatcher.getClassLoader(), new Class<?>[] {dispatcher},
          (_, _, arguments) -> {
            Stream.ofNullable(arguments).flatMap(Arrays::stream).filter(ManagerEvent.class::isInstance)
                .map(ManagerEvent.class::cast).forEach(events::add);
            return null;
          });
      var reader = (ManagerReader) constructor.newInstance(collecting, RecordedLink.class);
      reader.setSocket(new Lines(lines.iterator()));
      reader.run();
      return events;
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException("Asterisk-Java's reader is not what it was", changed);
    }
  }

  /** A socket that has said these lines and ends. */
  private record Lines(Iterator<String> left) implements SocketConnectionFacade {

    @Override
    public String readLine() {
      return left.hasNext() ? left.next() : null;
    }

    @Override
    public void write(String text) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public boolean isConnected() {
      return left.hasNext();
    }

    @Override
    public InetAddress getLocalAddress() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public int getLocalPort() {
      return 0;
    }

    @Override
    public InetAddress getRemoteAddress() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public int getRemotePort() {
      return 0;
    }
  }

  private RecordedLink() {}
}
