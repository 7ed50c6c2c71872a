package io.scoutline.platform.api;

/**
 * One operation of the contract with who may call it.
 *
 * @param path below the server's root, as in the contract: {@code /api/calls/{id}}
 */
public record Operation(String id, String method, String path, Access access) {

  /** Handles a request on a virtual thread of its own; what it throws becomes a problem. */
  @FunctionalInterface
  public interface Handler {
    Reply handle(Request request) throws Exception;
  }

  public boolean changes() {
    return !method.equals("GET") && !method.equals("HEAD");
  }
}
