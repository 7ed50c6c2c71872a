package io.scoutline.pbx;

/**
 * A channel as one event names it. {@code uniqueid} never changes; {@code linkedid} can be replaced at a bridge (the
 * oldest wins); {@code name} is the technology, endpoint and a suffix, e.g. {@code PJSIP/101-0000002f}.
 */
public record ChannelRef(String uniqueid, String linkedid, String name) {

  /** The endpoint behind the channel, {@code PJSIP/101}: the name without its last hyphen and what follows. */
  public String endpoint() {
    int suffix = name.lastIndexOf('-');
    return suffix > name.indexOf('/') ? name.substring(0, suffix) : name;
  }

  /** Whether it is one half of a Local channel: plumbing inside the PBX, never somebody's phone. */
  public boolean isLocal() {
    return name.startsWith("Local/");
  }
}
