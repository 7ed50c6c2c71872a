package io.scoutline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One question asked as Asterisk's dialplan does: a connection of its own, each command acknowledged, over when the
 * server closes.
 *
 * @param answer the channel variables that were set, without the library's own
 * @param nanos from before the connect to the end of the connection
 */
record AgiQuestion(Map<String, String> answer, long nanos) {

  private static final int PATIENCE_MS = 10_000;
  private static final byte[] DONE = "200 result=1\n".getBytes(StandardCharsets.US_ASCII);

  static AgiQuestion ask(int port, String caller, String uniqueid) throws IOException {
    byte[] text = environment(caller, uniqueid).getBytes(StandardCharsets.UTF_8);
    var set = new LinkedHashMap<String, String>();
    long began = System.nanoTime();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MS);
      OutputStream out = socket.getOutputStream();
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out.write(text);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ", 4);
        if (words.length == 4 && words[0].equals("SET")) {
          set.put(words[2].replace("\"", ""), words[3].replace("\"", ""));
        }
        out.write(DONE);
      }
    }
    long nanos = System.nanoTime() - began;
    set.remove("AJ_AGISTATUS");
    return new AgiQuestion(set, nanos);
  }

  private static String environment(String caller, String uniqueid) {
    return """
        agi_network: yes
        agi_network_script: route
        agi_request: agi://127.0.0.1/route?attempt=1&last=NONE
        agi_channel: PJSIP/trunk-00000001
        agi_language: en
        agi_type: PJSIP
        agi_uniqueid: %s
        agi_version: 22.10.1
        agi_callerid: %s
        agi_calleridname: unknown
        agi_callingpres: 0
        agi_callingani2: 0
        agi_callington: 0
        agi_callingtns: 0
        agi_dnid: 74950000000
        agi_rdnis: unknown
        agi_context: scoutline-ask
        agi_extension: s
        agi_priority: 9
        agi_enhanced: 0.0
        agi_accountcode:\s
        agi_threadid: 140000000000000

        """.formatted(uniqueid, caller);
  }
}
