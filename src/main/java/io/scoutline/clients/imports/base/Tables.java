package io.scoutline.clients.imports.base;

/**
 * Where the clients of a load are found and put: in the base, or, when a file is only tried, in copies of the clients
 * it meets, which nobody else sees and for which nobody waits ({@link TrialStore}).
 */
public enum Tables {
  BASE("clients."),
  TRIED("pg_temp.tried_");

  private final String prefix;

  Tables(String prefix) {
    this.prefix = prefix;
  }

  /** The statement with {@code #client}, {@code #legal_entity}, {@code #contact} and {@code #number} as tables. */
  String in(String statement) {
    return statement.replaceAll("#(client|legal_entity|contact|number)\\b", prefix + "$1");
  }
}
