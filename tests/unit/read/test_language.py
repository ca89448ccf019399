"""In which language a text is: invented sentences in 32 languages, short texts, other scripts."""

import pytest

from rashomon.read.language import name_language

TEXTS = {
    "en": "The harbour board of Ostrellin said on Tuesday that the ferry would not run again before spring, because the pilots had refused to sail without a new light on the northern pier.",
    "de": "Die Hafenbehörde von Ostrellin teilte am Dienstag mit, dass die Fähre vor dem Frühjahr nicht wieder fahren werde, weil sich die Lotsen geweigert hätten, ohne ein neues Licht auf der Nordmole auszulaufen.",
    "fr": "Le conseil du port d'Ostrellin a annoncé mardi que le bac ne circulerait pas avant le printemps, parce que les pilotes avaient refusé de prendre la mer sans un nouveau feu sur la jetée du nord.",
    "es": "La junta del puerto de Ostrellin dijo el martes que el transbordador no volverá a salir antes de la primavera, porque los prácticos se negaron a navegar sin una nueva luz en el muelle del norte.",
    "pt": "A administração do porto de Ostrellin disse na terça-feira que a balsa não voltará a circular antes da primavera, porque os pilotos se recusaram a navegar sem uma nova luz no cais do norte.",
    "it": "L'autorità portuale di Ostrellin ha detto martedì che il traghetto non riprenderà il servizio prima della primavera, perché i piloti si sono rifiutati di salpare senza una nuova luce sul molo nord.",
    "nl": "Het havenbestuur van Ostrellin zei dinsdag dat de veerboot niet voor het voorjaar weer zal varen, omdat de loodsen weigerden uit te varen zonder een nieuw licht op de noordelijke pier.",
    "sv": "Hamnstyrelsen i Ostrellin sade på tisdagen att färjan inte kommer att gå igen före våren, eftersom lotsarna har vägrat att segla utan ett nytt ljus på den norra piren.",
    "da": "Havnebestyrelsen i Ostrellin sagde tirsdag, at færgen ikke vil sejle igen før foråret, fordi lodserne har nægtet at sejle uden et nyt lys på den nordlige mole, og de er blevet bakket op af byen.",
    "no": "Havnestyret i Ostrellin sa tirsdag at fergen ikke vil gå igjen før våren, fordi losene har nektet å seile uten et nytt lys på den nordlige moloen, og de har fått støtte fra byen.",
    "fi": "Ostrellinin satamalautakunta sanoi tiistaina, että lautta ei kulje ennen kevättä, koska luotsit ovat kieltäytyneet lähtemästä merelle ilman uutta valoa pohjoisella laiturilla, ja kaupunki on tukenut heitä.",
    "pl": "Zarząd portu w Ostrellinie poinformował we wtorek, że prom nie będzie kursował przed wiosną, ponieważ piloci odmówili wypłynięcia bez nowego światła na północnym molo, a miasto ich poparło.",
    "cs": "Správa přístavu v Ostrellinu v úterý uvedla, že trajekt před jarem znovu nevyjede, protože lodivodi odmítli vyplout bez nového světla na severním molu, a město se za ně postavilo.",
    "sk": "Správa prístavu v Ostrelline v utorok uviedla, že trajekt pred jarou znova nevypláva, pretože lodivodi odmietli vyplávať bez nového svetla na severnom móle, a mesto sa za nich postavilo.",
    "hu": "Az ostrellini kikötő igazgatósága kedden közölte, hogy a komp tavasz előtt nem indul újra, mert a révkalauzok nem voltak hajlandók kifutni az északi móló új fénye nélkül, és a város is melléjük állt.",
    "ro": "Consiliul portului din Ostrellin a spus marți că feribotul nu va mai circula înainte de primăvară, pentru că piloții au refuzat să iasă pe mare fără o lumină nouă pe digul de nord.",
    "tr": "Ostrellin liman kurulu salı günü yaptığı açıklamada, kılavuz kaptanların kuzey iskelesinde yeni bir ışık olmadan denize açılmayı reddettiği için feribotun bahardan önce yeniden çalışmayacağını söyledi ve bu karar için özür diledi.",
    "hr": "Lučka uprava u Ostrellinu rekla je u utorak da trajekt neće voziti prije proljeća, jer su piloti odbili isploviti bez novog svjetla na sjevernom gatu, a grad ih je u tome podržao.",
    "id": "Dewan pelabuhan Ostrellin mengatakan pada hari Selasa bahwa feri tidak akan berlayar lagi sebelum musim semi, karena para pandu menolak untuk berlayar tanpa lampu baru di dermaga utara.",
    "vi": "Ban quản lý cảng Ostrellin hôm thứ Ba cho biết phà sẽ không chạy lại trước mùa xuân, vì các hoa tiêu đã từ chối ra khơi khi không có đèn mới trên cầu tàu phía bắc.",
    "ru": "Управление порта Острелин сообщило во вторник, что паром не будет ходить до весны, потому что лоцманы отказались выходить в море без нового огня на северном пирсе.",
    "uk": "Управління порту Острелін повідомило у вівторок, що пором не ходитиме до весни, тому що лоцмани відмовилися виходити в море без нового вогню на північному пірсі.",
    "bg": "Пристанищната управа на Острелин съобщи във вторник, че фериботът няма да тръгне отново преди пролетта, защото лоцманите са отказали да плават без нова светлина на северния кей.",
    "sr": "Лучка управа у Острелину саопштила је у уторак да трајект неће возити пре пролећа, јер су пилоти одбили да исплове без новог светла на северном молу.",
    "el": "Η διοίκηση του λιμανιού ανακοίνωσε την Τρίτη ότι το φέρι δεν θα ξαναπλεύσει πριν από την άνοιξη, επειδή οι πλοηγοί αρνήθηκαν να βγουν χωρίς νέο φως στη βόρεια προβλήτα.",
    "ar": "قالت هيئة الميناء يوم الثلاثاء إن العبارة لن تعمل مرة أخرى قبل الربيع لأن المرشدين رفضوا الإبحار من دون ضوء جديد على الرصيف الشمالي.",
    "fa": "هیئت مدیره بندر روز سه‌شنبه گفت که کشتی تا پیش از بهار دوباره حرکت نخواهد کرد، زیرا راهنماها حاضر نشدند بدون چراغ تازه در اسکله شمالی به دریا بروند.",
    "he": "הנהלת הנמל הודיעה ביום שלישי כי המעבורת לא תפליג שוב לפני האביב, משום שהנתבים סירבו לצאת לים בלי אור חדש על המזח הצפוני.",
    "hi": "बंदरगाह बोर्ड ने मंगलवार को कहा कि नौका वसंत से पहले फिर नहीं चलेगी, क्योंकि पायलटों ने उत्तरी घाट पर नई रोशनी के बिना जाने से इनकार कर दिया है।",
    "ja": "港の理事会は火曜日、水先人が北の桟橋に新しい灯りがないまま出港することを拒んだため、フェリーは春まで再開しないと述べた。",
    "zh": "港口委员会星期二表示,由于引航员拒绝在北码头没有新灯的情况下出海,渡轮在春天之前不会恢复运营。",
    "ko": "항만 위원회는 화요일 도선사들이 북쪽 부두에 새 등불이 없이는 출항하기를 거부했기 때문에 봄이 오기 전에는 여객선이 다시 다니지 않을 것이라고 말했다.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_tells_its_language(code):
    assert name_language(TEXTS[code])[0] == code


@pytest.mark.parametrize("code", TEXTS)
def test_what_the_page_says_of_itself_does_not_count_against_its_words(code):
    assert name_language(TEXTS[code], told="xx")[0] == code


def test_a_short_text_is_believed_what_its_page_says():
    assert name_language("Ferry halted", told="en") == ("en", "html lang")
    assert name_language("Ferry halted") == ("", "")
    assert name_language("") == ("", "")


def test_english_needs_no_model(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "py3langid", None)  # importing it would fail
    assert name_language(TEXTS["en"])[0] == "en"
