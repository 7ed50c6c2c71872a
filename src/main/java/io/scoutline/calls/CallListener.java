package io.scoutline.calls;

/** Is told of every change, in order, on the owner's context; must not wait. */
@FunctionalInterface
public interface CallListener {
  void on(CallChange change);
}
