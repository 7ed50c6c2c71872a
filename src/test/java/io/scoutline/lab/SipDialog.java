package io.scoutline.lab;

/**
 * Who a call is with, in the headers of SIP: tags, addresses and the counting of requests. Not thread-safe; whoever
 * uses it holds the call's lock.
 */
final class SipDialog {

  private static final String ALLOW = "INVITE, ACK, BYE, CANCEL, OPTIONS, REFER, NOTIFY, INFO";

  private final SipAgent agent;
  private final SipMessage invite;
  private final String id;
  private final String localTag;
  private final String local;
  private String remote;
  private String target;
  private String remoteTag;
  private int sequence = 1;

  private SipDialog(SipAgent agent, SipMessage invite, String id, String localTag, String local, String remote,
      String target, String remoteTag) {
    this.agent = agent;
    this.invite = invite;
    this.id = id;
    this.localTag = localTag;
    this.local = local;
    this.remote = remote;
    this.target = target;
    this.remoteTag = remoteTag;
  }

  static SipDialog outgoing(SipAgent agent, String uri, String from) {
    String id = SipAgent.token();
    String tag = SipAgent.token();
    return new SipDialog(agent, agent.request("INVITE", uri).with("Call-ID", id), id, tag, from + ";tag=" + tag,
        "<" + uri + ">", uri, "");
  }

  static SipDialog incoming(SipAgent agent, SipMessage invite) {
    String tag = SipAgent.token();
    return new SipDialog(agent, invite, invite.callId(), tag, invite.get("To") + ";tag=" + tag, invite.get("From"),
        SipMessage.uri(invite.get("Contact")), invite.tag("From"));
  }

  String id() {
    return id;
  }

  /** The INVITE that began it. */
  SipMessage invite() {
    return invite;
  }

  String remote() {
    return remote;
  }

  int sequence() {
    return sequence;
  }

  /** The other side rings. */
  void rang(SipMessage response) {
    remoteTag = response.tag("To");
  }

  /** The other side has answered first. */
  void answered(SipMessage response) {
    remote = response.get("To");
    remoteTag = response.tag("To");
  }

  /** Where the other side wants to be spoken to from now on, should it say so. */
  void follow(SipMessage response) {
    response.find("Contact").ifPresent(contact -> target = SipMessage.uri(contact));
  }

  SipMessage begin() {
    return headers(invite, "INVITE", 1, remote);
  }

  SipMessage cancel() {
    return headers(agent.request("CANCEL", asked(), invite.branch()).with("Call-ID", id), "CANCEL", 1,
        "<" + asked() + ">");
  }

  SipMessage next(String method) {
    sequence++;
    return headers(agent.request(method, target).with("Call-ID", id), method, sequence, remote);
  }

  SipMessage refer(String to) {
    return next("REFER").with("Refer-To", to).with("Referred-By", "<" + SipMessage.uri(local) + ">");
  }

  /** How another call asks the PBX to take the place of this one. */
  String replaces() {
    return id + ";to-tag=" + remoteTag + ";from-tag=" + localTag;
  }

  SipMessage ackOfAnswer(SipMessage response) {
    return ack(response, target, "z9hG4bK" + SipAgent.token());
  }

  /** @param first whether the call itself was refused, and not a change of it */
  SipMessage ackOfRefusal(SipMessage response, boolean first) {
    return ack(response, first ? asked() : target, response.branch());
  }

  SipMessage reply(SipMessage request, int code, String reason) {
    return request.reply(code, reason, localTag).with("Contact", agent.contact("lab"));
  }

  SipMessage accept() {
    return reply(invite, 200, "OK").with("Allow", ALLOW).with("Supported", "replaces");
  }

  /** Whom the INVITE asked for. */
  private String asked() {
    return SipMessage.uri(invite.startLine().split(" ")[1]);
  }

  private SipMessage ack(SipMessage response, String uri, String branch) {
    return agent.request("ACK", uri, branch).with("From", response.get("From")).with("To", response.get("To"))
        .with("Call-ID", id).with("CSeq", response.get("CSeq").split(" ")[0] + " ACK");
  }

  private SipMessage headers(SipMessage start, String method, int number, String to) {
    return start.with("From", local).with("To", to).with("CSeq", number + " " + method)
        .with("Contact", agent.contact("lab")).with("Allow", ALLOW).with("Supported", "replaces");
  }
}
