package io.scoutline.board;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.TeamId;
import io.scoutline.pbx.LinkStatus;
import io.scoutline.people.Oversight;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.live.Live;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The board on the live channel: whoever sees the same lines shares a stream. Lines are computed on the owner's
 * context, and only for streams that somebody follows.
 */
public final class BoardStreams implements BoardFeed {

  private static final String TOPIC = "board";
  private static final String EVERYBODY = "all";

  private final Live live;
  private final Board board;
  private final Supplier<PeopleDirectory> people;
  private final BusinessZone zone;
  private final InstantSource clock;
  private final Context owner;
  private final Supplier<List<LinkStatus>> links;
  /** One of those who see the same lines; grows with the kinds of sight there are, not with who comes and goes. */
  private final Map<String, Actor> followers = new ConcurrentHashMap<>();

  public BoardStreams(Live live, Board board, Supplier<PeopleDirectory> people, BusinessZone zone, InstantSource clock,
      Context owner, Supplier<List<LinkStatus>> links) {
    this.live = live;
    this.board = board;
    this.people = people;
    this.zone = zone;
    this.clock = clock;
    this.owner = owner;
    this.links = links;
  }

  /** Opens the topic; at start. */
  public void open() {
    live.topic(TOPIC, Access.signedIn(), this::streamOf, this::snapshot);
  }

  private String streamOf(Actor actor) {
    String stream = nameOf(actor);
    followers.put(stream, actor);
    return stream;
  }

  private static String nameOf(Actor actor) {
    if (actor.looksAtEverybody()) {
      return EVERYBODY;
    }
    String own = "person:" + actor.person();
    return actor.leads().isEmpty() ? own : own + ";teams:" + actor.leads().stream().map(TeamId::value).sorted()
        .map(String::valueOf).collect(Collectors.joining(","));
  }

  private Oversight sightOf(Actor actor) {
    return Oversight.of(actor, people.get());
  }

  private Future<?> snapshot(String stream) {
    Promise<BoardView> view = Promise.promise();
    owner.runOnContext(_ -> view.complete(view(followers.get(stream))));
    return view.future();
  }

  /** The board as this person sees it; on the owner's context. */
  public BoardView view(Actor actor) {
    List<BoardRow> rows = board.rows(sightOf(actor));
    CountingRule rule = board.rule();
    return new BoardView(board.day(), zone.zone().getId(), clock.instant(), links.get(),
        new BoardView.Rule(rule.version(), rule.name()), BoardRow.Totals.of(rows), rows);
  }

  @Override
  public void rows(List<BoardRow> changed, List<BoardRow> all) {
    followers.forEach((stream, actor) -> {
      // Passed over, not removed: whoever subscribes in this moment is here before the channel has their stream.
      if (!live.isFollowed(TOPIC, stream)) {
        return;
      }
      Oversight sight = sightOf(actor);
      List<BoardRow> theirs = seen(changed, sight);
      if (!theirs.isEmpty()) {
        theirs.forEach(row -> live.publish(TOPIC, stream, "row", row));
        live.publish(TOPIC, stream, "totals", BoardRow.Totals.of(seen(all, sight)));
      }
    });
  }

  private static List<BoardRow> seen(List<BoardRow> rows, Oversight sight) {
    return rows.stream().filter(row -> sight.covers(row.person().id())).toList();
  }

  /** A link has gone or come back: the board says that it is stale, and since when (P7.4). */
  public void linksChanged() {
    List<LinkStatus> now = links.get();
    followers.keySet().forEach(stream -> live.publish(TOPIC, stream, "link", now));
  }
}
