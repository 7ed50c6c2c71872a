-- A thousand clients with contacts and numbers, the same ones each time. $1: owners, $2: scouts, both in order.
WITH words AS (
  SELECT ARRAY['Север', 'Балтик', 'Гранит', 'Омега', 'Вектор', 'Сибирь', 'Каскад', 'Нева', 'Урал', 'Восток', 'Меридиан',
               'Полюс', 'Атлант', 'Прогресс', 'Спектр', 'Рубин', 'Волга', 'Кедр', 'Айсберг', 'Горизонт', 'Магнит',
               'Орион', 'Титан', 'Форум', 'Янтарь', 'Дельта', 'Импульс', 'Лидер', 'Маяк', 'Оникс'] AS firsts,
         ARRAY['Логистик', 'Фуд', 'Импорт', 'Трейд', 'Снаб', 'Маш', 'Строй', 'Пром', 'Агро', 'Хим', 'Текс', 'Мед',
               'Сервис', 'Групп', 'Электро', 'Металл', 'Пак', 'Транс', 'Сталь', 'Лес'] AS seconds,
         ARRAY['ООО', 'АО', 'ТД', 'ПКФ'] AS forms,
         ARRAY['Импортёры', 'Производство', 'Розница', 'Стройка', 'Агро'] AS channels,
         ARRAY['Москва', 'Санкт-Петербург', 'Екатеринбург', 'Новосибирск', 'Казань', 'Самара', 'Краснодар',
               'Владивосток'] AS regions,
         ARRAY['495', '812', '343', '383', '843', '846', '861', '423'] AS codes,
         ARRAY['холодный звонок', 'сайт', 'выставка TransRussia', 'рекомендация', 'статья'] AS sources,
         ARRAY['Ирина', 'Ольга', 'Павел', 'Сергей', 'Наталья', 'Андрей', 'Елена', 'Дмитрий', 'Татьяна', 'Игорь'] AS names,
         ARRAY['Гаврил', 'Петр', 'Сокол', 'Мороз', 'Белоус', 'Козл', 'Смирн', 'Волк', 'Кузнец', 'Поляк'] AS stems,
         ARRAY['начальник ВЭД', 'директор', 'главный инженер', 'закупки', 'секретарь', 'логист'] AS positions,
         ARRAY['decides', 'decides', 'influences', 'advises', 'gatekeeper', 'advises'] AS decisions,
         ARRAY['promising', 'regular', 'periodic', 'one_off', 'new', 'partner'] AS categories
), planned AS (
  SELECT n, words.*,
    forms[1 + n % 4] || ' «' || firsts[1 + n % 30] || '-' || seconds[1 + (n / 30) % 20]
      || CASE WHEN n > 600 THEN ' ' || (n % 7 + 2)::text ELSE '' END || '»' AS client_name
  FROM generate_series(1, 1000) n, words
), made AS (
  INSERT INTO clients.client (name, channel, region, segment, source, owner, scout, category, vip, status, passport,
                              note, created_at, updated_at, confirmed_at)
  SELECT client_name, channels[1 + n % 5], regions[1 + n % 8], CASE WHEN n % 9 = 0 THEN 'крупные' ELSE 'средние' END,
    sources[1 + n % 5], CASE WHEN n % 5 < 2 THEN ($1::bigint[])[1 + (n / 5) % cardinality($1::bigint[])] END,
    CASE WHEN n % 5 >= 2 THEN ($2::bigint[])[1 + n % cardinality($2::bigint[])] END, categories[1 + n % 6],
    n % 50 = 0, CASE WHEN n % 5 < 2 THEN 'active' ELSE 'prospect' END,
    jsonb_build_object('requirements', 'сроки до ' || (25 + n % 20) || ' дней',
                       'purchases', (5 + n % 40) || ' контейнеров в квартал'),
    CASE WHEN n % 4 = 0 THEN 'бюджет утверждают в декабре' END,
    now() - make_interval(days => 400 - n % 300), now(), now() - make_interval(days => n % 400)
  FROM planned ORDER BY n
  RETURNING id, name
), numbered AS (
  SELECT made.id, row_number() OVER (ORDER BY made.id) AS n FROM made
), met AS (
  INSERT INTO clients.contact (client, name, position, decision, dossier)
  SELECT numbered.id, names[1 + (numbered.n + k) % 10] || ' ' || stems[1 + (numbered.n * 3 + k) % 10]
      || CASE WHEN (numbered.n + k) % 10 IN (0, 1, 4, 6, 8) THEN 'ова' ELSE 'ов' END,
    positions[1 + (numbered.n + k) % 6], decisions[1 + (numbered.n + k) % 6],
    CASE WHEN numbered.n % 3 = 0 THEN ARRAY['двое детей, школа', 'важно отчитаться о сокращении сроков'] ELSE '{}' END
  FROM numbered, generate_series(0, 1) k, words
  RETURNING id, client
), listed AS (
  SELECT met.id, met.client, row_number() OVER (ORDER BY met.id) AS k, numbered.n
  FROM met JOIN numbered ON numbered.id = met.client
)
INSERT INTO clients.number (client, contact, e164)
SELECT client, id, '+7' || codes[1 + n::integer % 8] || lpad((2000000 + k * 37)::text, 7, '0') FROM listed, words
UNION ALL
-- A switchboard now and then is shared by two neighbours.
SELECT id, NULL, '+7' || codes[1 + (n - n % 2)::integer % 8] || lpad((5000000 + (n - n % 2) * 11)::text, 7, '0')
FROM numbered, words WHERE n % 40 < 2;
