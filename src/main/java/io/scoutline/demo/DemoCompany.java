package io.scoutline.demo;

import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.Role;
import io.scoutline.people.Language;
import io.scoutline.people.NewCompany;
import io.scoutline.people.NewCompany.NewColleague;
import io.scoutline.people.NewCompany.NewPhone;
import io.scoutline.people.NewCompany.NewTeam;
import io.scoutline.people.Shift;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The people of the demo company: two teams, everybody's password is {@link #PASSWORD}. */
final class DemoCompany {

  static final String PASSWORD = "scoutline-demo";
  static final PbxName PBX = new PbxName("demo");
  static final String ATTRACTION = "Привлечение";
  static final String SALES = "Продажи";


  private record Colleague(String name, String login, Role role, String extension) {}

  private static final List<Colleague> PEOPLE = List.of(
      new Colleague("Алина Лисина", "scout", Role.SCOUT, "201"),
      new Colleague("Виктор Котов", "kotov", Role.SCOUT, "202"),
      new Colleague("Марина Серова", "serova", Role.SCOUT, "203"),
      new Colleague("Денис Юдин", "yudin", Role.SCOUT, "204"),
      new Colleague("Елена Панова", "panova", Role.SCOUT, "205"),
      new Colleague("Кирилл Рябов", "ryabov", Role.SCOUT, "206"),
      new Colleague("Ольга Минина", "minina", Role.SCOUT, "207"),
      new Colleague("Тимур Ким", "kim", Role.SCOUT, "208"),
      new Colleague("Дмитрий Орлов", "manager", Role.MANAGER, "101"),
      new Colleague("Светлана Гусева", "guseva", Role.MANAGER, "102"),
      new Colleague("Роман Белов", "belov", Role.MANAGER, "103"),
      new Colleague("Инна Громова", "gromova", Role.MANAGER, "104"),
      new Colleague("Вера Ланская", "kam", Role.KAM, "105"),
      new Colleague("Юлия Зотова", "assistant", Role.ASSISTANT, "106"),
      new Colleague("Антон Мельник", "operations", Role.OPERATIONS, "107"),
      new Colleague("Зоя Сорокина", "researcher", Role.RESEARCHER, "108"),
      new Colleague("Павел Жуков", "line", Role.LINE_MANAGER, "109"),
      new Colleague("Нина Крылова", "supervisor", Role.SUPERVISOR, "110"),
      new Colleague("Борис Дёмин", "head", Role.HEAD, "111"),
      new Colleague("Администратор", "admin", Role.ADMIN, "112"));

  static NewCompany company() {
    var people = new ArrayList<NewColleague>();
    for (Colleague one : PEOPLE) {
      people.add(new NewColleague(one.name(), one.login(), Set.of(one.role()),
          Optional.of(one.role() == Role.SCOUT || one.role() == Role.RESEARCHER ? ATTRACTION : SALES), Language.RU,
          List.of(new NewPhone(PBX, "PJSIP/" + one.extension(), one.extension())), shifts(one.extension())));
    }
    return new NewCompany(List.of(new NewTeam(ATTRACTION, Optional.of("head"), Optional.of("line")),
        new NewTeam(SALES, Optional.of("head"), Optional.of("line"))), people);
  }

  /**
   * Nine to six, every day: the demo is looked at on Sundays too. Lunch is taken in turns, from twelve or from one, so
   * that at any hour somebody is there for a client.
   */
  private static List<Shift> shifts(String extension) {
    LocalTime lunch = LocalTime.of(12 + Integer.parseInt(extension) % 2, 0);
    return Arrays.stream(DayOfWeek.values()).<Shift>mapMulti((day, sink) -> {
      sink.accept(Shift.weekly(day, LocalTime.of(9, 0), lunch));
      sink.accept(Shift.weekly(day, lunch.plusHours(1), LocalTime.of(18, 0)));
    }).toList();
  }

  static List<DemoSignIn> signIns() {
    return Arrays.stream(Role.values()).flatMap(role -> PEOPLE.stream().filter(one -> one.role() == role).limit(1))
        .map(one -> new DemoSignIn(one.role(), one.name(), one.login(), PASSWORD)).toList();
  }

  static List<String> extensions() {
    return PEOPLE.stream().map(Colleague::extension).toList();
  }

  /** The phones that a visitor answers: of those whom the sign-in page offers. */
  static Set<String> visitors() {
    return Set.of("101", "105", "106", "201");
  }

  static List<String> logins(Role... roles) {
    var wanted = Set.of(roles);
    return PEOPLE.stream().filter(one -> wanted.contains(one.role())).map(Colleague::login).toList();
  }

  static List<String> extensionsOf(Role role) {
    return PEOPLE.stream().filter(one -> one.role() == role).map(Colleague::extension).toList();
  }

  private DemoCompany() {}
}
