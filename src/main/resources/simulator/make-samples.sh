#!/bin/sh
# Makes the voices of the simulated recordings: voices/*.ul, 8000 samples a second, µ-law, without a header.
# Run by hand when the texts below change, never by the build. Needs espeak-ng and sox.
#
# One file is one person. Sentences are parted by at least 0.6 s of silence, by which the simulator cuts them; it
# then lets two persons speak in turns. File names: language, side, number.
set -eu
cd "$(dirname "$0")"
mkdir -p voices
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# speak NAME VOICE SPEED PITCH: one sentence a line on standard input
speak() {
  name=$1 voice=$2 speed=$3 pitch=$4
  count=0
  rm -f "$work"/part-*.wav
  sox -n -r 8000 -c 1 "$work/gap.wav" trim 0 0.7
  while IFS= read -r sentence; do
    [ -n "$sentence" ] || continue
    count=$((count + 1))
    espeak-ng -v "$voice" -s "$speed" -p "$pitch" -w "$work/raw.wav" "$sentence"
    part=$(printf '%s/part-%02d' "$work" "$count")
    # The band of a telephone line, and the silence that espeak leaves at the ends cut off.
    sox "$work/raw.wav" -r 8000 -c 1 "$part.wav" gain -3 highpass 250 lowpass 3400 \
      silence 1 0.01 0.5% reverse silence 1 0.01 0.5% reverse norm -5
    cp "$work/gap.wav" "${part}z.wav"
  done
  sox "$work"/part-*.wav -t ul "voices/$name.ul"
  echo "$name: $count sentences, $(wc -c < "voices/$name.ul") bytes"
}

speak ru-client-1 ru+m3 160 45 <<'TEXT'
Алло, слушаю вас.
Да, я отвечаю за закупки, говорите.
Нам нужно примерно сто двадцать позиций в год, но берём мы пока у двух поставщиков.
А какой у вас срок поставки, если заказ срочный?
Пришлите расчёт на почту, я посмотрю до четверга.
Хорошо, давайте так и договоримся.
Меня больше беспокоит не цена, а простои на линии.
Спасибо, до свидания.
TEXT
speak ru-client-2 ru+f2 165 60 <<'TEXT'
Добрый день, компания слушает.
Директора сейчас нет, он будет после обеда.
А по какому вопросу вы звоните?
Мы с вами, кажется, уже разговаривали весной.
Решение принимает технический отдел, я только собираю предложения.
Запишите, пожалуйста, добавочный два четырнадцать.
Да, мне удобно во вторник, часов в одиннадцать.
Всего доброго.
TEXT
speak ru-client-3 ru+m7 150 35 <<'TEXT'
Слушаю.
Честно говоря, у нас уже есть поставщик, и он нас устраивает.
А чем вы отличаетесь от остальных?
Так, это уже интереснее, расскажите подробнее.
У нас бюджет утверждают в ноябре, раньше разговаривать рано.
Сколько это будет стоить на тысячу штук?
Мне надо посоветоваться с главным инженером.
Хорошо, жду вашего звонка на следующей неделе.
TEXT
speak ru-client-4 ru+f4 170 55 <<'TEXT'
Да, здравствуйте.
Ой, я сейчас на совещании, перезвоните через час.
Нет, не помню такого письма, пришлите ещё раз.
Нам важно, чтобы документы приходили вместе с товаром.
В прошлый раз привезли не всё, и мы целую неделю ждали.
Ладно, попробуем ещё раз, если вы лично проследите.
Договорились, тогда до связи.
TEXT
speak ru-ours-1 ru+m1 165 50 <<'TEXT'
Добрый день, меня зовут Андрей, я звоню из отдела по работе с клиентами.
Подскажите, пожалуйста, кто у вас отвечает за выбор поставщика?
Правильно ли я понимаю, что главное для вас это срок?
Мы как раз помогли соседнему заводу сократить простои вдвое.
Давайте я пришлю расчёт сегодня до пяти, а завтра утром позвоню.
Сколько вы обычно заказываете за квартал?
Записал, большое спасибо за разговор.
TEXT
speak ru-ours-2 ru+f3 170 65 <<'TEXT'
Здравствуйте, это Мария, вам удобно говорить две минуты?
Я посмотрела вашу прошлую заявку и подготовила два варианта.
Первый дешевле, зато второй приходит на неделю раньше.
Скажите, что должно случиться, чтобы мы начали работать?
Понимаю вас, тогда предлагаю начать с пробной партии.
Я запишу, что мы созваниваемся в среду в десять, верно?
Спасибо вам, хорошего дня.
TEXT
speak ru-ours-3 ru+m5 155 40 <<'TEXT'
Добрый день, техническая поддержка, Сергей.
Сейчас открою вашу карточку, одну секунду.
Вижу, что заказ отгрузили вчера вечером.
Номер накладной продиктовать или отправить сообщением?
Если до завтра не приедет, наберите меня напрямую.
Да, гарантия сохраняется полностью.
Всё сделаю и отчитаюсь вам до конца дня.
TEXT
speak ru-ours-4 ru+f1 160 58 <<'TEXT'
Алло, добрый день, Ольга, менеджер по вашему региону.
Мы договаривались созвониться после праздников, вот я и звоню.
Что изменилось у вас с нашего последнего разговора?
Хорошо, тогда уточню, кто ещё участвует в решении.
Могу приехать к вам в пятницу и показать образцы.
Какой бюджет вы закладываете на следующий год?
Отлично, отправляю приглашение на встречу.
TEXT
speak en-client-1 en-us+m2 160 45 <<'TEXT'
Hello, purchasing department.
We buy about fifty units a year, but not from you yet.
How long does delivery take to Helsinki?
Send me the offer by e-mail and I will talk to our engineers.
The last supplier was late twice, so time matters more than price.
Thursday works for me, let us say ten o'clock.
Thank you, bye.
TEXT
speak en-client-2 en-gb+f2 165 60 <<'TEXT'
Good morning, who is calling please?
She is in a meeting until noon.
Could you tell me what it is about?
I will pass it on, please give me your number again.
Yes, that was the second quarter order.
All right, have a nice day.
TEXT
speak en-ours-1 en-gb+m3 160 50 <<'TEXT'
Good morning, this is Peter, I am calling about your request from last week.
May I ask who decides on this on your side?
What would have to be different for you to change your supplier?
I can send a quotation today and call you back tomorrow.
How many do you need in the first quarter?
Thank you for your time, goodbye.
TEXT
speak en-ours-2 en-us+f3 165 62 <<'TEXT'
Hello, this is Anna from the service team.
Let me open your file, one moment please.
The shipment left our warehouse yesterday evening.
Shall I read you the tracking number or send it?
If it is not there by tomorrow, please call me directly.
I will take care of it, bye for now.
TEXT
