package io.scoutline.platform.watch;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;

/** How the log is written. Readable lines from the first moment; an object a line where a machine reads it. */
public final class Logs {

  /** From now on each line is one JSON object with time, level, logger, message and stack trace. */
  public static void writeJson() {
    configure("logback-json.xml");
  }

  /** Readable lines, as at the start. */
  public static void writeText() {
    configure("logback.xml");
  }

  private static void configure(String resource) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    context.reset();
    try {
      configurator.doConfigure(Logs.class.getClassLoader().getResource(resource));
    } catch (JoranException wrong) {
      throw new IllegalStateException(resource, wrong);
    }
  }

  private Logs() {}
}
