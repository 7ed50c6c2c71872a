package io.scoutline.pbx.simulator.switchboard;

/** The states of a channel that a PJSIP call goes through, with Asterisk's numbers and words. */
public enum ChannelState {
  DOWN(0, "Down"), RING(4, "Ring"), RINGING(5, "Ringing"), UP(6, "Up");

  final int code;
  final String text;

  ChannelState(int code, String text) {
    this.code = code;
    this.text = text;
  }
}
