package io.scoutline;

import io.scoutline.board.Board;
import io.scoutline.board.BoardRoutes;
import io.scoutline.board.BoardStore;
import io.scoutline.board.BoardStreams;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.live.Live;
import io.scoutline.presence.Presence;

/** The day's counts, for those who may see them. */
final class Boards {

  final BoardStore store;
  final BoardStreams streams;
  final Board board;
  private final Ground ground;
  private final Database database;
  private final Directories directories;
  private final CallFlow calls;

  Boards(Ground ground, Database database, Directories directories, CallFlow calls, Presence presence, Live live) {
    this.ground = ground;
    this.database = database;
    this.directories = directories;
    this.calls = calls;
    store = new BoardStore(database);
    board = new Board(ground.zone(), ground.clock(), directories::staff, presence, store.rules().getLast());
    streams = new BoardStreams(live, board, directories::staff, ground.zone(), ground.clock(), calls.stream.owner(),
        calls.links::statuses);
    board.follow(streams);
    streams.open();
  }

  void register(Api api) {
    new BoardRoutes(board, streams, store, database, directories.audit, ground.zone(), directories::staff,
        calls.stream.owner(), ground.clock()).register(api);
  }
}
