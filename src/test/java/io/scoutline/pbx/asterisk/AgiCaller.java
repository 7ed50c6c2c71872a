package io.scoutline.pbx.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks as a dialplan does, byte by byte if need be, and keeps the commands that come back as they are. */
public final class AgiCaller implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;
  private final List<String> commands = new ArrayList<>();
  private final Map<String, String> set = new LinkedHashMap<>();

  public AgiCaller(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  public static AgiCaller asking(int port, String script, String caller, String name, String uniqueid)
      throws IOException {
    return new AgiCaller(port).say("agi_network: yes\nagi_network_script: " + script
        + "\nagi_request: agi://x/" + script
        + "\nagi_channel: PJSIP/trunk-00000001\nagi_language: en\nagi_type: PJSIP\nagi_uniqueid: " + uniqueid
        + "\nagi_version: 22.10.1\nagi_callerid: " + caller + "\nagi_calleridname: " + name
        + "\nagi_dnid: 74950000000\nagi_rdnis: unknown\nagi_context: scoutline-ask\nagi_extension: s\n\n");
  }

  public AgiCaller say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Acknowledges each command until the server hangs up, and tells what it set. */
  public Map<String, String> listen() throws IOException {
    for (String line = next(); line != null; line = next()) {
      commands.add(line);
      String[] words = line.split(" ", 4);
      if (words.length == 4 && words[0].equals("SET")) {
        set.put(words[2].replace("\"", ""), words[3].replace("\"", ""));
      }
      say("200 result=1\n");
    }
    set.remove("AJ_AGISTATUS");
    return set;
  }

  private String next() {
    try {
      return in.readLine();
    } catch (IOException reset) {
      return null;
    }
  }

  public List<String> commands() {
    return commands;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
