package io.scoutline.pbx;

/**
 * Receives the events of one PBX one after another, never two at once, on threads of the link. It must only hand
 * them over: what it takes longer, every later event waits. After a {@code LinkDown} nothing of that session follows.
 */
@FunctionalInterface
public interface PbxListener {
  void on(PbxEvent event);
}
