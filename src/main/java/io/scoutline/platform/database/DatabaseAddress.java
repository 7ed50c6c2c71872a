package io.scoutline.platform.database;

/** Where a PostgreSQL is and who we are there. The password never appears in text. */
public record DatabaseAddress(String host, int port, String name, String user, String password) {

  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + name;
  }

  public DatabaseAddress withName(String other) {
    return new DatabaseAddress(host, port, other, user, password);
  }

  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + name;
  }
}
