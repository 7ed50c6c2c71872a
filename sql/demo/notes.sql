-- What was written about the past conversations: everybody of the demo company writes their calls up. $1, $2: from, to.
WITH phrases AS (
  SELECT ARRAY['Везут через Владивосток, не устраивают сроки. Прислать расчёт.',
               'Есть перевозчик, довольны. Вернуться после закрытия квартала.',
               'Просят предложение на почту, решает директор.',
               'ЛПР в отпуске, перезвонить на следующей неделе.',
               'Секретарь не соединяет, назвала имя начальника ВЭД.',
               'Бюджет утвердят в декабре, тогда готовы сравнить.',
               'Договорились о встрече у них на складе.',
               'Нужен расчёт по двум направлениям до пятницы.'] AS texts
)
INSERT INTO calls.note (call, person, text, written_at)
SELECT p.call, p.person, texts[1 + abs(hashtext(p.call::text)) % cardinality(texts)], c.ended_at + interval '40 s'
FROM calls.participant p JOIN calls.call c ON c.id = p.call, phrases
WHERE p.outcome = 'answered' AND c.external AND c.started_at >= $1 AND c.started_at < $2
ON CONFLICT DO NOTHING
