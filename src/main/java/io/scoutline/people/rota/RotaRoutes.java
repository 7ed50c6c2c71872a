package io.scoutline.people.rota;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.Absence;
import io.scoutline.people.CurrentPeople;
import io.scoutline.people.EndpointAssignment;
import io.scoutline.people.Interval;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Shift;
import io.scoutline.people.staff.PathIds;
import io.scoutline.people.staff.PeopleViews;
import io.scoutline.people.staff.Phones;
import io.scoutline.people.staff.Reach;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.wire.DayRange;
import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Problem.Fault;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Phones, hours and absences, for admins and for the head of a person's team (P1, P16.1). */
public final class RotaRoutes {

  record EndpointsBody(long version, List<PeopleViews.EndpointView> endpoints) {}

  record ShiftsBody(long version, List<ShiftBody> shifts) {}

  record ShiftBody(
      DayOfWeek weekday, String from, String to, Optional<LocalDate> validFrom, Optional<LocalDate> validTo) {}

  record AbsenceBody(String from, String to, Absence.Kind kind, Optional<PersonId> deputyId) {}

  private final CurrentPeople current;
  private final Phones phones;
  private final Rota rota;
  private final BusinessZone zone;
  private final InstantSource clock;

  public RotaRoutes(CurrentPeople current, Phones phones, Rota rota, BusinessZone zone, InstantSource clock) {
    this.current = current;
    this.phones = phones;
    this.rota = rota;
    this.zone = zone;
    this.clock = clock;
  }

  public void register(Api api) {
    Access planners = Access.roles(Role.ADMIN, Role.HEAD);
    api.operation("setEndpoints", planners, this::setEndpoints)
        .operation("setShifts", planners, this::setShifts)
        .operation("addAbsence", planners, this::addAbsence)
        .operation("removeAbsence", planners, this::removeAbsence);
  }

  private Reply setEndpoints(Request request) {
    PersonId person = arranged(request);
    EndpointsBody body = request.body(EndpointsBody.class);
    List<EndpointAssignment> endpoints = each("endpoints", body.endpoints(), one ->
        new EndpointAssignment(new PbxName(one.pbx()), one.name(), one.extension(), person));
    phones.set(request.actor(), person, body.version(), endpoints);
    return Reply.ok(view(person));
  }

  private Reply setShifts(Request request) {
    PersonId person = arranged(request);
    ShiftsBody body = request.body(ShiftsBody.class);
    requireDays(body.shifts());
    List<Shift> shifts = each("shifts", body.shifts(), one -> new Shift(
        one.weekday(), LocalTime.parse(one.from()), LocalTime.parse(one.to()), one.validFrom(), one.validTo()));
    rota.setShifts(request.actor(), person, body.version(), shifts);
    return Reply.ok(view(person));
  }

  private void requireDays(List<ShiftBody> shifts) {
    DayRange range = DayRange.ofRules(zone.dayOf(clock.instant()));
    for (int i = 0; i < shifts.size(); i++) {
      String shift = "shifts." + i + ".";
      shifts.get(i).validFrom().ifPresent(day -> range.require(shift + "validFrom", day));
      shifts.get(i).validTo().ifPresent(day -> range.require(shift + "validTo", day));
    }
  }

  private Reply addAbsence(Request request) {
    PersonId person = arranged(request);
    AbsenceBody body = request.body(AbsenceBody.class);
    DayRange range = DayRange.ofPlans(zone.dayOf(clock.instant()));
    Instant from = range.require("from", moment("from", body.from(), zone::startOf), zone);
    Instant to = range.require("to", moment("to", body.to(), zone::endOf), zone);
    if (!from.isBefore(to)) {
      throw Problem.invalid("to", "before_from", "An absence ends after it begins.");
    }
    long id = rota.addAbsence(request.actor(), person, new Interval(from, to), body.kind(), body.deputyId());
    return Reply.created("/api/absences/" + id, view(person));
  }

  private Reply removeAbsence(Request request) {
    Actor actor = request.actor();
    PeopleDirectory directory = current.directory();
    rota.removeAbsence(actor, request.pathNumber("id"), person -> Reach.arranges(actor, person, directory));
    return Reply.nothing();
  }

  private PersonId arranged(Request request) {
    PeopleDirectory directory = current.directory();
    PersonId person = PathIds.person(request, directory).id();
    if (!Reach.arranges(request.actor(), person, directory)) {
      throw Problem.forbidden("not_your_team", "Only an administrator and the head of this person's team may do this.");
    }
    return person;
  }

  private PeopleViews.PersonView view(PersonId id) {
    PeopleDirectory directory = current.directory();
    return PeopleViews.person(
        directory.person(id).orElseThrow(() -> Problem.notFound("person")), directory, clock.instant());
  }

  private static <A, B> List<B> each(String field, List<A> given, Function<A, B> reading) {
    var faults = new ArrayList<Fault>();
    var read = new ArrayList<B>();
    for (int i = 0; i < given.size(); i++) {
      try {
        read.add(reading.apply(given.get(i)));
      } catch (IllegalArgumentException | DateTimeException wrong) {
        faults.add(new Fault(field + "." + i, "invalid", wrong.getMessage()));
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return read;
  }

  /** An instant, or a day of the business zone (P2.8), which is meant as a whole. */
  private static Instant moment(String field, String text, Function<LocalDate, Instant> ofDay) {
    try {
      return text.length() == 10 ? ofDay.apply(LocalDate.parse(text)) : Instant.parse(text);
    } catch (DateTimeException notThat) {
      throw Problem.invalid(field, "malformed", "It is neither a day (2026-12-01) nor an instant in UTC.");
    }
  }
}
