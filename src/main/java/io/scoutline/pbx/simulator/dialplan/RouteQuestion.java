package io.scoutline.pbx.simulator.dialplan;

import io.scoutline.pbx.simulator.switchboard.Channel;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a FastAGI server, as {@code AGI(agi://…)} on a channel does: sends the environment, answers commands, and
 * gathers the variables that the server sets. Blocks; run it on a virtual thread.
 */
final class RouteQuestion {
  private static final Logger LOG = LoggerFactory.getLogger(RouteQuestion.class);
  /** {@code TIMEOUT(absolute)} does not cut the connect itself, which polls for two seconds. */
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

  private final InetSocketAddress server;
  private final Map<String, String> environment;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private volatile Socket socket;
  private volatile boolean abandoned;

  RouteQuestion(InetSocketAddress server, String script, Channel channel) {
    this.server = server;
    this.environment = environment(server, script, channel);
  }

  /** Read from the channel at once, on the timeline's thread: later it may have changed. */
  private static Map<String, String> environment(InetSocketAddress server, String script, Channel channel) {
    var lines = new LinkedHashMap<String, String>();
    lines.put("agi_network", "yes");
    lines.put("agi_network_script", script);
    lines.put("agi_request", "agi://" + server.getHostString() + ":" + server.getPort() + "/" + script);
    lines.put("agi_channel", channel.name);
    lines.put("agi_language", "en");
    lines.put("agi_type", "PJSIP");
    lines.put("agi_uniqueid", channel.uniqueid);
    lines.put("agi_version", channel.run.version());
    lines.put("agi_callerid", orUnknown(channel.caller.number()));
    lines.put("agi_calleridname", orUnknown(channel.caller.name()));
    lines.put("agi_callingpres", "0");
    lines.put("agi_callingani2", "0");
    lines.put("agi_callington", "0");
    lines.put("agi_callingtns", "0");
    lines.put("agi_dnid", orUnknown(channel.run.dialled()));
    lines.put("agi_rdnis", "unknown");
    lines.put("agi_context", channel.context);
    lines.put("agi_extension", channel.exten);
    lines.put("agi_priority", Integer.toString(channel.priority));
    lines.put("agi_enhanced", "0.0");
    lines.put("agi_accountcode", "");
    lines.put("agi_threadid", Long.toString(System.identityHashCode(channel)));
    return lines;
  }

  private static String orUnknown(String value) {
    return value.isEmpty() ? "unknown" : value;
  }

  /** What the server has set by the time it closed, failed, or was given up on; never throws. */
  Map<String, String> ask() {
    try (var connection = new Socket()) {
      socket = connection;
      connection.connect(server, (int) CONNECT_LIMIT.toMillis());
      if (!abandoned) {
        converse(connection);
      }
    } catch (IOException fault) {
      LOG.debug("FastAGI: {}", fault.getMessage());
    }
    synchronized (variables) {
      return Map.copyOf(variables);
    }
  }

  /** The caller is gone, or the time is up. Any thread. */
  void abandon() {
    abandoned = true;
    var open = socket;
    if (open != null && open.isConnected()) {
      try {
        open.close();
      } catch (IOException fault) {
        LOG.debug("closing a FastAGI connection", fault);
      }
    }
  }

  private void converse(Socket connection) throws IOException {
    connection.setTcpNoDelay(true);
    var out = new BufferedWriter(new OutputStreamWriter(connection.getOutputStream(), StandardCharsets.UTF_8));
    var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    for (var line : environment.entrySet()) {
      out.write(line.getKey() + ": " + line.getValue().replaceAll("[\r\n]", "") + "\n");
    }
    out.write("\n");
    out.flush();
    for (var command = in.readLine(); command != null; command = in.readLine()) {
      out.write(answer(command.strip()) + "\n");
      out.flush();
    }
  }

  private String answer(String command) {
    var words = words(command);
    var verb = words.isEmpty() ? "" : words.getFirst().toUpperCase(Locale.ROOT);
    return switch (verb) {
      case "SET" -> set(words);
      case "GET", "NOOP" -> "200 result=0";
      case "VERBOSE", "HANGUP", "ANSWER" -> "200 result=1";
      default -> "510 Invalid or unknown command";
    };
  }

  private String set(List<String> words) {
    if (words.size() != 4 || !words.get(1).equalsIgnoreCase("VARIABLE")) {
      return "520 Invalid command syntax.  Proper usage not available.";
    }
    synchronized (variables) {
      variables.put(words.get(2), words.get(3));
    }
    return "200 result=1";
  }

  /** Splits at blanks; quotes keep words together and a backslash takes the next character as it is. */
  static List<String> words(String command) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == '\\' && i + 1 < command.length()) {
        word.append(command.charAt(++i));
        begun = true;
      } else if (c == '"') {
        quoted = !quoted;
        begun = true;
      } else if (Character.isWhitespace(c) && !quoted) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }
}
