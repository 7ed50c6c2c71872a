package io.scoutline.audit;

import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.wire.Problem;
import java.util.List;
import java.util.Optional;

/** Lets an admin read the audit (P16.4); nothing lets anybody change it. */
public final class AuditRoutes {

  record Page(List<AuditEntry> items, Optional<String> next) {}

  private static final long PAGE = 50;

  private final Database database;
  private final AuditLog audit;

  public AuditRoutes(Database database, AuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  public void register(Api api) {
    api.operation("listAudit", Access.roles(Role.ADMIN), this::listAudit);
  }

  private Reply listAudit(Request request) {
    var filter = new AuditFilter(
        request.queryNumber("actor").filter(id -> id > 0).map(PersonId::new),
        request.queryText("action"),
        request.queryText("subject"));
    int limit = Math.toIntExact(request.queryNumber("limit").orElse(PAGE));
    List<AuditEntry> read = audit.page(database, filter, before(request), limit + 1);
    List<AuditEntry> page = read.subList(0, Math.min(limit, read.size()));
    Optional<String> next = read.size() > limit
        ? Optional.of(Long.toString(page.getLast().id()))
        : Optional.empty();
    return Reply.ok(new Page(page, next));
  }

  private static long before(Request request) {
    try {
      return request.queryText("cursor").map(Long::parseLong).orElse(Long.MAX_VALUE);
    } catch (NumberFormatException notOurs) {
      throw Problem.invalid("cursor", "malformed", "It is not the `next` of a page.");
    }
  }
}
