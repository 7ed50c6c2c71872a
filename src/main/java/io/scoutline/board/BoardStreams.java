package io.scoutline.board;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.LinkStatus;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.live.Live;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The board on the live channel: whoever sees the same lines shares a stream. Lines are computed on the owner's
 * context, and only for streams that somebody follows.
 */
public final class BoardStreams implements BoardFeed {

  private static final String TOPIC = "board";

  private final Live live;
  private final Board board;
  private final BoardSight sight;
  private final BusinessZone zone;
  private final InstantSource clock;
  private final Context owner;
  private final Supplier<List<LinkStatus>> links;
  /** One of those who see the same lines; grows with the kinds of sight there are, not with who comes and goes. */
  private final Map<String, Actor> followers = new ConcurrentHashMap<>();

  public BoardStreams(Live live, Board board, BoardSight sight, BusinessZone zone, InstantSource clock, Context owner,
      Supplier<List<LinkStatus>> links) {
    this.live = live;
    this.board = board;
    this.sight = sight;
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
    String stream = sight.streamOf(actor);
    followers.put(stream, actor);
    return stream;
  }

  private Future<?> snapshot(String stream) {
    Promise<BoardView> view = Promise.promise();
    owner.runOnContext(_ -> view.complete(view(followers.get(stream))));
    return view.future();
  }

  /** The board as this person sees it; on the owner's context. */
  public BoardView view(Actor actor) {
    List<BoardRow> rows = board.rows(sight.visibleTo(actor));
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
      Set<PersonId> visible = sight.visibleTo(actor);
      List<BoardRow> theirs = seen(changed, visible);
      if (!theirs.isEmpty()) {
        theirs.forEach(row -> live.publish(TOPIC, stream, "row", row));
        live.publish(TOPIC, stream, "totals", BoardRow.Totals.of(seen(all, visible)));
      }
    });
  }

  private static List<BoardRow> seen(List<BoardRow> rows, Set<PersonId> visible) {
    return rows.stream().filter(row -> visible.contains(row.person().id())).toList();
  }

  /** A link has gone or come back: the board says that it is stale, and since when (P7.4). */
  public void linksChanged() {
    List<LinkStatus> now = links.get();
    followers.keySet().forEach(stream -> live.publish(TOPIC, stream, "link", now));
  }
}
