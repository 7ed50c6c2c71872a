package io.scoutline.pbx;

/** Receives the events of one PBX, one after another, on one thread of the link; it must only hand them over. */
@FunctionalInterface
public interface PbxListener {
  void on(PbxEvent event);
}
