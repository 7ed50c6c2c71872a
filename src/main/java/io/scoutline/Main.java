package io.scoutline;

/** Starts the server. */
public final class Main {
  public static void main(String[] args) {
    System.out.println("Scoutline " + Runtime.version());
  }

  private Main() {}
}
