package io.scoutline.pbx.asterisk.agi;

import io.scoutline.fuzz.Patience;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** Whatever asks for a route, the reading ends, within its bounds. */
public final class AgiFuzz {

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    Patience.with(() -> {
      var question = new AgiSocket(new Said(input), Duration.ofSeconds(10));
      if (question.hearsQuestion()) {
        int lines = 0;
        while (!readOrEnd(question)) {
          if (++lines > 400) {
            throw new IllegalStateException("a question without an end");
          }
        }
      }
    });
  }

  private static boolean readOrEnd(AgiSocket question) {
    try {
      return question.readLine() == null;
    } catch (IOException tooMuch) {
      return true;
    }
  }

  private static final class Said extends Socket {
    private final InputStream in;

    Said(byte[] said) {
      in = new ByteArrayInputStream(said);
    }

    @Override
    public InputStream getInputStream() {
      return in;
    }

    @Override
    public OutputStream getOutputStream() {
      return new ByteArrayOutputStream();
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void setSoTimeout(int millis) {}
  }

  private AgiFuzz() {}
}
