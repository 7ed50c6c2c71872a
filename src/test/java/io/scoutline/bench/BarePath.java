package io.scoutline.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The baseline: a line arrives on a TCP socket, its text goes out on a WebSocket, a page puts it into one text node
 * and notes the second animation frame after that. Nothing that could be left out is in it. The page tells each paint
 * after it has noted it, so that the next sample can begin.
 */
final class BarePath implements AutoCloseable {

  private static final long PATIENCE_S = 20;

  private static final String PAGE = """
      <!doctype html><meta charset="utf-8"><title>bare</title><h1 id="shown">–</h1>
      <script>
      const shown = document.getElementById('shown').firstChild
      window.__painted = []
      const preciseNow = () => {
        const whole = Date.now(), fine = performance.timeOrigin + performance.now()
        return Math.abs(fine - whole) < 2 ? fine : whole
      }
      const socket = new WebSocket(`ws://${location.host}/live`)
      socket.onmessage = ({ data }) => {
        shown.data = data
        requestAnimationFrame(() => requestAnimationFrame(() => {
          window.__painted.push([data, preciseNow()])
          socket.send(data)
        }))
      }
      </script>
      """;

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<String> painted = new LinkedBlockingQueue<>();
  private final HostClock clock;
  private final int httpPort;
  private final Socket socket;
  private final OutputStream out;
  private volatile ServerWebSocket page;

  BarePath(HostClock clock) throws IOException {
    this.clock = clock;
    int port = vertx.createNetServer().connectHandler(in -> in.handler(RecordParser.newDelimited("\n",
        line -> page.writeTextMessage(line.toString(StandardCharsets.UTF_8)))))
        .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
    httpPort = vertx.createHttpServer()
        .webSocketHandler(opened -> {
          page = opened;
          opened.textMessageHandler(painted::add);
        })
        .requestHandler(request -> request.response().putHeader("Content-Type", "text/html").end(PAGE))
        .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
  }

  String url() {
    return "http://127.0.0.1:" + httpPort + "/";
  }

  boolean pageIsThere() {
    return page != null;
  }

  /**
   * Sends one text and waits until it was painted.
   *
   * @return when its bytes were written on the socket, by the host's clock
   */
  long send(String text) throws IOException, InterruptedException {
    long now = clock.nanos();
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    String last = painted.poll(PATIENCE_S, TimeUnit.SECONDS);
    if (!text.equals(last)) {
      throw new IllegalStateException("the bare page painted " + last + " and not " + text);
    }
    return now;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
