"""Korean: digits with 만, 억 and 조, native and Chinese number words, hedges, dates and names.

A Chinese number word of one syllable is mostly another word (일 work, 이 this, 사 company): such
words are read only with a scale and before a counter; native ones before a counter alone.
"""

from __future__ import annotations

import re
from decimal import Decimal

from dashboard.numerals.amounts import DIGITS, Exact, digits_worth
from dashboard.numerals.language import DIGIT, Branch, Language, after_each, any_of, together

_NATIVE = {
    "하나": 1, "한": 1, "두": 2, "둘": 2, "세": 3, "석": 3, "서": 3, "셋": 3, "네": 4, "넉": 4,
    "넷": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "스물": 20,
    "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
#: Days that are counted in one word.
_DAY_WORDS = {
    "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9,
    "열흘": 10, "보름": 15,
}  # fmt: skip
_CHINESE = {
    "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9
}  # fmt: skip
#: Words that stand in a number of two words alone ("서너"), and the sign of more ("5000여만").
_ONLY_JOINED = {
    "너": 4, "대": 5, "댓": 5, "덧": 5, "예": 6, "륙": 6, "일고": 7, "닐곱": 7, "여": 0
}  # fmt: skip
_TENS = {"십": 10, "백": 100, "천": 1000}
_SCALES = {"만": 10**4, "억": 10**8, "조": 10**12}
#: What numbers count, behind digits.
_COUNTERS = any_of(
    "명|개|곳|가지|대|건|회|차례|번|배|달|해|살|사람|나라|기관|회사|대학|도시|시간|분|군데|쪽|편|"
    "학교|기업|국가|지역|팀|과목|분야|단계|종|권|마리|채|그루|줄|점|주|년|개월|일|원|달러|동|유로|"
    "여|인|가구|호|석|장|척|쌍|켤레|잔|병|층|과정|부문|부처|시|사|부|좌|톤|미터|킬로미터|세대|"
    "자리|항목|업체|노선|기|평|마을|학기|은행|병원|공장|제품|사업|과제|모델|센터"
)
#: The same behind number words, whole: "한 시장" (a market) counts no hours (시).
_COUNTED = (
    r"(?:가지|차례|계단|사람|나라|기관|회사|대학|도시|시간|군데|학교|기업|국가|지역|과목|분야|단계|"
    r"마리|그루|개월|달러|유로|가구|켤레|과정|부문|부처|킬로미터|미터|세대|자리|항목|업체|노선|마을|"
    r"학기|은행|병원|공장|제품|사업|과제|모델|센터|"
    r"(?:명|개|곳|대|건|회|번|배|달|해|살|분|쪽|편|팀|종|권|채|줄|점|주|년|일|원|동|인|장|쌍|잔|병|층|톤)"
    r"(?=[\s,.)은는이가을를의에도만과와로으인씩뿐째당까나간부보짜권꼴여중]|$))"
)
_ONES = r"(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)"
_TEN = r"(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)"
_NATIVE_NUMBER = (
    rf"(?:(?:{_TEN}{_ONES}?|스무|다섯|여섯|일곱|여덟|아홉)(?=여?\s?{_COUNTED}|여\s)"
    rf"|(?:한|두|세|네|석|넉)(?=\s{_COUNTED}|(?:명|개|곳|가지|번째|차례|시간|달|배))"
    rf"|{_TEN}(?:하나|둘|셋|넷|{_ONES})(?=[,.은는이가을를])|(?:셋|넷)(?=[은이가을를]\s))"
)
#: Two numbers in one word, each a number and joined by nothing: "두세" (two or three), "오륙".
_TWO_IN_ONE = (
    rf"(?=(?:한두|두세|세네|서너|너[댓덧]|대여섯|예닐곱|일고여덟)\s?{_COUNTED}"
    r"|(?:이삼|삼사|사오|오륙|육칠|칠팔|팔구)\s(?:년|명|개월|차례|회|배|일|시간)(?![가-힣]{2}))"
)
_SECOND_IN_ONE = r"(?<=[한두세서너대예고이삼사오육칠팔])(?=[두세네너댓덧여닐삼사오륙칠팔구])"
_CHINESE_NUMBER = (
    r"(?<!위:\s)(?<!위:)(?:[일이삼사오육칠팔구]?[십백천만]|[일이삼사오육칠팔구][억조])"
    r"(?:[일이삼사오육칠팔구]?[십백천]|여?[만억조]|[일이삼사오육칠팔구](?=\s?(?:명|개|곳|년|원|일|시간|분|주|회)))*"
    rf"(?=여?\s?{_COUNTED}|(?<=[십백천][만억])\s(?:관객|국민|시민|인구|가입자))"
    r"|[일삼사오육칠팔구](?=\s(?:년|개월)[\s,간에이])|[일이](?=주일)|이(?=\s(?:년|개월)\s?(?:전|뒤|후|동안|간|만))"
)
_DIGITAL = (
    rf"(?:{DIGITS}(?:[십백천]{{1,2}}(?![가-힣]*시\b))?(?:(?<!\d인\s\d)\s?[만억조](?![가-힣]*[약료])|여[만억조]){{0,2}}"
    rf"(?:(?<!\d)\s?{DIGITS}(?:[십백천]{{0,2}}(?:\s?|여)[만억조]|[십백천]{{1,2}})){{0,3}}(?:(?<=[만억조천백])\s?{DIGITS})?여?)"
)
_NUMBER = rf"(?:{_DIGITAL}|{_TWO_IN_ONE}(?:일고|.)|{_SECOND_IN_ONE}(?:여섯|여덟|닐곱|.)(?=\s?{_COUNTED}|\s)|{_NATIVE_NUMBER}|(?<![가-힣])(?:{_CHINESE_NUMBER}))"
#: Names before a version.
_PRODUCTS = "아이폰|아이패드|윈도|윈도우|제미나이|클로드|라마|와이파이|블루투스|플레이스테이션|안드로이드|갤럭시|포토샵"
_YEAR = r"(?:1[6-9]|20|21)\d{2}"
_TO = r"\s?[~∼～-]\s?"
_MONTH = r"(?:1[0-2]|[1-9])월"
_DAYS = r"(?:3[01]|[12]\d|0?[1-9])(?:\s?[~∼～·-]\s?(?:3[01]|[12]\d|0?[1-9]))?일"
_MONTH_AND_DAYS = rf"{_MONTH}(?:\s*\d{{1,2}}(?:\s?[~∼～·-]\s?\d{{1,2}})?일)?"
#: Behind days that are counted, and are no day of the month: "8일간", "30일 이내에".
_LASTING = (
    r"\s?(?:(?:간|동안|이내|내|이상|이하|미만|초과|전|뒤|후|만|째|연속|씩|치|짜리|가량|정도|쯤|내외|안팎|여)"
    r"(?=[\s은는이가을를의에로부까다인도,.)]|$)|안에|안으로|넘[게는은을긴]|가까이|걸[리린렸]|소요|에\s(?:한|걸쳐|불과|그[쳐친쳤]))"
)
#: Before a day of the month and behind one: days without such a sign are counted.
_DAY_AFTER = (
    r"(?<=오는\s|지난\s|이달\s|내달\s|매월\s|매달\s|부터\s)|(?<=지난달\s|다음달\s|음\s달\s)|(?<=현지시간\s)|(?<=어제\(|오늘\(|내일\(|전날\()"
    rf"|(?<=[은는이가]\s)(?={_DAYS}\s)|(?:(?<![^\n])|(?<=[.”\")]\s))(?={_DAYS}\s)"
)
_DAY_BEFORE = (
    r"부터|까지|에(?=[도는\s,]|$)|자(?=[\s,로에의])|[께경](?=[\s,])|\s?\((?:현지|이하|한국|미국|[월화수목금토일]\))"
    r"|\s(?:서울|하노이|오전|오후|새벽|아침|정오|저녁|자정|밤|낮|밝혔|발표|열[린었렸]|개막|전했|보도|정부세종|부산|대전|국회|청와대|베트남"
    r"|말했|설명했|체결|개최|공개|출시|출범|숨졌|체포|구속|기소|선고|의결|통과|서명|참석|취임|별세|만났|[가-힣]{2,8}에서\s)"
)
#: Before days that are counted, where what stands behind would make a date of them.
_NO_DAY_AFTER = r"(?<!최대\s)(?<!최장\s)(?<!최소\s)(?<!연간\s)(?<!약\s)"
_NATIVE_OPENERS = "한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔|석|넉|서너|너댓|너덧|대여섯|예닐곱|일고여덟|셋|넷"
_CHINESE_OPENERS = "일|이|삼|사|오|육|칠|팔|구|십|백|천|만"
_NTH = rf"(?:첫|{_TEN}?{_ONES}|스무|{_TEN}|[십백천])"
_AND_OTHERS = r"나라|국가|정상|정부|장관|기관|회사|측|도시|대통령|총리|부처|지도자"

#: "5위" (5th), not "5위안" (five yuan) or a committee.
_RANK = r"(?:위(?!안|원|탁|험|치|반)|번째)"
#: Behind an ordinal: "21대 국회" (the 21st), "5회째".
_OFFICE = r"\s(?:[가-힣]{2,4}\s)?(?:국회|총선|대선|대통령|총리|교황|국왕)"
_MEETING = r"\s?(?:째|연속으로\s열린|를\s맞|대회|포럼)"
#: Whose age is told: "30대 직장인" (in their thirties), not "버스 30대" (thirty buses).
_PEOPLE = (
    r"직장인|취업자|청소년|고령층|청년층|중장년|여성|남성|청년|남녀|주부|대학생|부부|부모|노인|환자|근로자|소비자|이용자|응답자|구직자|인구|가구주|피의자|용의자|회사원|"
    r"운전자|여자|남자|초반|중반|후반|[A-Za-z]씨|[가-힣]모\s?[(씨]"
)

#: Words that begin like a number.
_OTHER_WORDS = "만나|이천시|사천시|만일|만점|만개|만기|만장|만사|만회|천장|천사|구조"

#: Before "없다" (there is no), where it denies nothing that exists: "cannot", "no need", "never".
_TURN_OF_PHRASE = "".join(
    rf"(?<!{word}\s)"
    for word in "수 수는 수도 수가 밖에 적이 적은 적도 필요가 필요는 필요도 문제가 문제는 이상이 차이가 "
    "차이는 변함이 관계가 상관이 여지가 이견이 예외가 제한이 다름 틀림 끝이 말이 이유가 의미가 관련이 계획이 계획은 바 실효성이 효과가 가능성이 관심이 변화가 차질이 필요 문제 상관 관계 변함 차이 지장 관련".split()
)

_BRANCHES = (
    Branch("year", "연", r"(연)(?=\s(?:최대\s|평균\s|약\s|최소\s)?\d)"),
    Branch("month", "월", r"(월)(?=\s(?:최대\s|평균\s|약\s|최소\s)?\d)"),
    Branch("week", "주", r"(주)(?=\s(?:최대\s|평균\s|약\s|최소\s)?\d)"),
    Branch("week", "주당", r"(?<![가-힣])(주당)(?!순|\s?(?:평균\s|약\s|최대\s|최소\s)?[\d.,천만 ~∼～-]{1,24}(?:원|달러|엔|위안|유로))"),
    Branch("absence", "없", rf"{_TURN_OF_PHRASE}(없(?:었?다(?=고|는|며|면)|(?:다|었다|는|습니다|었습니다|으며|고|지만|어|어서)(?![가-힣])))"),
    Branch("other", DIGIT, r"(?<![^\n])(\d{1,2})(?=[.)]\s)"),
    Branch("other", DIGIT, r"(?<=\()(\d{1,2})(?=\)|[·,]\s?[남여]\))"),
    Branch("date", DIGIT, r"((?:1[6-9]|20|21)\d{2}-\d{2}-\d{2})(?!\d)"),
    Branch("date", DIGIT, r"(\d{4}\.\s?\d{1,2}\.\s?\d{1,2}\.?)(?!\d)"),
    Branch("date", DIGIT, rf"({_YEAR}(?:년)?{_TO}(?:{_YEAR}|\d{{2}})(?:년도?|학년도|회계연도))"),
    Branch("date", f"{DIGIT}|'|’", rf"((?:['’]\d{{2}}|{_YEAR})(?:년대|학년도|회계연도|년도?(?:\s*(?:{_MONTH_AND_DAYS}|[1-4]분기|상반기|하반기))?)|\d0년대)"),
    Branch("date", f"{DIGIT}|유월|시월", rf"((?:(?:1[0-2]|[1-9]){_TO})?{_MONTH_AND_DAYS}(?:{_TO}(?:\d{{1,2}}월\s?)?\d{{1,2}}일)?|[유시]월\s{_DAYS})(?![가-힣]?급)"),
    Branch("date", f"{DIGIT}|상반기|하반기", r"([1-4](?:[·/~∼-][1-4])?분기|상반기|하반기)"),
    Branch("date", DIGIT, r"(\d{1,2}세기)"),
    Branch("date", "오전|오후|새벽|저녁|밤|낮|아침", r"((?:오전|오후|새벽|저녁|밤|낮|아침)\s+\d{1,2}시(?:\s?(?:\d{1,2}분|반))?)"),
    Branch("date", DIGIT, r"(\d{1,2}시(?:\s?\d{1,2}분)?)(?=부터|까지|에|경|쯤|,|\s)(?!간)"),
    Branch("date", DIGIT, r"(\d{1,2}:\d{2})(?![\d:])"),
    Branch("date", DIGIT, rf"(?={_DAYS}(?!{_LASTING}))(?:{_DAY_AFTER}|{_NO_DAY_AFTER}(?={_DAYS}(?:{_DAY_BEFORE}))|(?=\d+·))({_DAYS})"),
    Branch("name", DIGIT, r"(\d차)(?=\s?산업\s?혁명)"),
    Branch("name", "제", r"(제\s?\d차)(?=\s?산업\s?혁명)"),
    Branch("other", DIGIT, r"(1)(?=인(?:당(?!\s?\d)|\s?(?:가구|기업|방송|미디어)))"),
    Branch("number_word", "두", r"(두)(?=\s자릿수)"),
    Branch("name", "제", r"((?:제\d{1,6}(?:[-–~∼～·]\d{1,6})?(?:조|항|호|장|절|편|관)(?:의\d+)?(?:[~∼～]\d{1,6}(?:조|항|호))?)+)"),
    Branch("name", DIGIT, r"(?<=[법령칙례]\s)(\d{1,4}조)(?!\s?(?:\d+억|원|달러|\d천))"),
    Branch("name", DIGIT, r"(?<=결의\s|법률\s|고시\s|훈령\s|예규\s|조례\s|공고\s)(\d{1,6}(?:-\d{1,6})?호)"),
    Branch("name", DIGIT, r"(?<=[정령칙]\s)(\d{4}/\d{1,5})(?![\d/])"),
    Branch("name", DIGIT, r"(\d{1,3}+(?:호선|항(?![가-힣]*[목만공구])))"),
    Branch("name", _PRODUCTS, rf"(?:{_PRODUCTS})\s(\d{{1,2}}(?:\.\d{{1,2}})?)(?!\d|[.,]\d|\s?(?:{_COUNTERS}|%|만|천|억)(?!로))"),
    Branch("other", DIGIT, r"((?<=국번\s없이\s)\d{3,4}(?!\d)|1[1-3]\d{1,2}(?=\s?(?:신고|구조대|구급대|상황실|상담|콜센터)))"),
    Branch("name", DIGIT, r"(24/7)"),
    Branch("ordinal", "제", r"(제\s?\d{1,6}(?:회|차|기|대|세대|위|번째|판|주년))"),
    Branch("ordinal", DIGIT, rf"(\d{{1,6}}+(?:(?:{_RANK}|등급|등)(?!권\s안)|(?=(?:[~∼～·–-]\d{{1,3}}){{1,3}}{_RANK}(?!권))|차(?=[\s로에의는,])|회(?={_MEETING})|대(?={_OFFICE})))"),
    Branch("ordinal", together(_NATIVE_OPENERS, "첫|둘|셋|넷|처음|십|백|천"), rf"({_NTH}\s?번째|첫째|(?:둘|셋|넷|다섯|여섯|일곱|여덟|아홉)째(?=[로는가\s,.]|$)|처음|첫(?=\s))"),
    Branch("ordinal", "톱|상위", r"((?:톱|상위)\s?\d{1,6})(?![%\d])(?!개|명|곳)"),
    Branch("age", DIGIT, rf"(\d{{1,3}}+(?:\.\d)?+(?:{_TO}\d{{1,3}}+)?)(?=세(?!기|계|대|트|종|션)|\s?살(?![균충]))"),
    Branch("age", DIGIT, rf"([1-9]0(?:\s?[~∼～·-]\s?[1-9]0)?)(?=대\s?(?:{_PEOPLE}))"),
    Branch("age", DIGIT, r"(?=[1-9]0대\s\d)(?<!\w\s)(?<!\w)([1-9]0)(?=대\s\d[\d.]*\s?%)"),
    Branch("age", DIGIT, r"(?=[1-9]0대\s\d)(?<=[은는와과고며]\s)([1-9]0)(?=대\s\d[\d.]*\s?%)"),
    Branch("other", DIGIT, r"([1-6])(?=학년(?!도))"),
    Branch("name", DIGIT, r"([1-3])(?=심(?:[은는이가을를에의과,\s]|$))"),
    Branch("name", DIGIT, r"(?<=임상\s)([1-4])(?=상)"),
    Branch("name", DIGIT, r"(\d{1,2}호)(?=\s태풍)"),
    Branch("age", DIGIT, r"(?=[1-9]0)(?:(?<!\w\s)|(?<=[와과고며]\s))(?<!\w)([1-9]0(?:\s?[~∼～·-]\s?[1-9]0)?)(?=대(?:[의가는와도들](?![가-힣])|에서|에게|\s이[상하][은의이\s]))"),
    Branch("other", "사진|그림|표|도표|쪽|페이지|단계", r"(?:사진|그림|표|도표|쪽|페이지|단계)\s?(\d{1,3})(?![\d.,만억천백년월일개명])"),
    Branch("other", DIGIT, r"(\d{1,3})(?=층(?:에|의|,|\s)|호실|번지|번\s?출구|번\s?버스)"),
    Branch("other", DIGIT, r"(?<=[로길]\s)(?<![으새바]로\s)(\d{1,4}(?:-\d{1,4})?)(?=에|의|번지|,|\)|\s?\()"),
    Branch("other", f"{DIGIT}|+", r"(\+?\d{2,4}(?:[)-]\s?\d{3,4})-?\d{4})(?!\d)"),
    Branch("other", DIGIT, r"(1[5-9]\d\d-\d{4})(?!\d)"),
    Branch("other", DIGIT, r"(\d{1,2}\s?[-대:]\s?\d{1,2})(?=(?:으)?로\s(?:끝|이|승|패|졌|꺾|비|마|앞|물|막|제|완|역|누)|\s?(?:승|패|무승부|역전))"),
    Branch("name", DIGIT, r"(\d{1,4}+(?i:[GDK]))(?![A-Za-z])"),
    Branch("name", DIGIT, r"(\d\.0)(?!\d|[.,]\d|[%억조만])"),
    Branch("ratio", DIGIT, r"(\d{1,6}+(?:\.\d{1,3}+)?(?:\s?:\s?|\s?대\s?(?=\d+(?:\.\d+)?(?:[이을를의에로정까]|다(?=[.,\s]|$)|였|이[었다]|\s(?:비율|경쟁)|[,.]?(?:\s|$))))\d{1,6}(?:\.\d{1,3})?)(?![\d:]|\.\d)"),
    Branch("share", DIGIT, r"(\d{1,6}+(?:명|개|곳|가구|건|대|번|사람|사)?\s?(?:중|가운데)\s?\d{1,6})(?=\s?(?:명|개|곳|가구|건|꼴|은|는|이|가|대|번|사|$))"),
    Branch("share", _NATIVE_OPENERS, rf"((?:{_ONES}|{_TEN})\s?(?:명|곳|개|가구)\s?(?:중|가운데)\s?{_ONES})(?=\s?(?:명|곳|개|가구))"),
    Branch("share", f"{DIGIT}|이|삼|사|오|육|칠|팔|구|십|백|천|만|두|세|네|다섯|여섯", r"((?:\d{1,6}|[이삼사오육칠팔구십백천만]|[두세네]|다섯|여섯)\s?분의\s?(?:\d{1,6}|[일이삼사오육칠팔구]))"),
    Branch("name", DIGIT, r"(\d{1,2}·\d{1,2}(?:전쟁|절|운동|혁명|선언|사태|(?![\d.,%])))"),
    Branch("other", _NATIVE_OPENERS, rf"({_TEN}{_ONES}?|스무|{_ONES})(?=\s살|(?<=..[곱섯덟홉한두세네])에\s)"),
    Branch("share", together(_NATIVE_OPENERS, "둘|셋|넷"), r"((?:둘|셋|넷|다섯|열)\s?(?:중|가운데)\s?(?:하나|둘|셋))(?=[은는이가의을,]|꼴)"),
    Branch("duration", "|".join(_DAY_WORDS), rf"({'|'.join(_DAY_WORDS)})(?=간|째|만|여|이나|까지|밖에|씩|[에은을로]|\s|[,.]|$)"),
    Branch("one", "하나", r"(하나)(?=뿐)"),
    Branch("other", "둘|셋", r"(둘|셋)(?=\s다\s|\s모두)"),
    Branch("other", "십", "(십)(?=대(?:들|\\s청소년))"),
    Branch("share", "절반", r"(절반)(?!의\s성공)"),
    Branch("share", DIGIT, r"(\d{1,2}/\d{1,2})(?!\d|/)"),
    Branch("other", "수|몇", r"((?:수|몇)\s?(?:십|백|천|만|억|조)+(?:\s?(?:만|억|조))?)(?=\s|여|명|개|건|곳|번|차|년|원|대|의|가|배)"),
    Branch("other", "수", r"(수(?:십|백|천|만|억|조)+)"),
    Branch("number_word", "이중", r"(이중)(?=\s?(?:인증|구조|과제|목표|효과|규제|언어|부담|지원|국적|보안|잣대|고리|장치|위기|전환)|고|적|화)"),
    Branch("other", "양", r"(양)(?=국(?:이|은|의|가|을|과|에|간|[\s,.]|$)|측(?:이|은|의|에|[\s,.]|$)|사(?:가|는|의)\s|\s(?:기관|사|국가|국|측|도시|부처|정부|정상|나라|부|대학))"),
    Branch("other", "두", rf"(두)(?=\s(?:{_AND_OTHERS}))"),
    Branch("other", "한", r"(한)(?=\s?[가-힣]{1,3}도\s)"),
    Branch("times", together(DIGIT, _NATIVE_OPENERS), rf"((?:\d++(?:[.,]\d++)*+|{_ONES}|{_TEN})(?:\s?[십백천만]+)?\s?배)(?!터|포|달|경|려|송|정|출|움|당|치|급|열|율|분|제|럴|관|우|상)"),
    Branch("other", "한", rf"(한)(?=\s(?!{_COUNTED})[가-힣])"),
    Branch("other", "하나", r"(하나)(?=의|인|로|를|가|,|다|이)"),
    Branch("date", DIGIT, rf"({_YEAR})(?![\d%가-힣]|[.,/-]\d|\s?(?:만|억|조|원|달러|명|개|곳|동))"),
    Branch("skip", "십분", r"(십분)(?=\s(?:이해|발휘|활용|공감|고려))"),
    Branch("skip", _OTHER_WORDS, rf"({_OTHER_WORDS})(?!(?<=천시)간|(?<=만기)[업관])"),
)  # fmt: skip


def _small(text: str) -> int:
    if digits := re.search(r"\d+", text):
        return int(digits[0])
    bare = re.sub(r"\s|명|곳|개|가구", "", text)
    tens = re.match(_TEN, bare)
    if tens and bare != tens[0] and bare not in _NATIVE:
        return _NATIVE[tens[0]] + _NATIVE.get(bare[tens.end() :], 0)
    return {"만": 10**4, **_TENS, **_NATIVE, **_CHINESE}.get(bare, 0)


def _worth(kind: str, text: str) -> Exact | None:
    """Return what a mention of some branches is worth; a share in per cent."""
    if kind == "ordinal":
        if re.match(r"첫|처음", text):
            return 1
        return _small(re.sub("번?째$", "", text))
    if kind == "times":
        bare = text.replace("배", "").strip()
        digits = re.match(r"[\d.,]+", bare)
        value = digits_worth(digits[0], "ko").value if digits else _small(bare)
        for scale in bare[digits.end() if digits else len(bare) :].strip():
            value = None if value is None else value * {**_TENS, **_SCALES}[scale]
        return value
    if kind == "ratio":
        part, whole = map(Decimal, re.findall(r"\d+(?:\.\d+)?", text))
        return part / whole if whole else None
    if kind == "share":
        return _part(text)
    if kind == "duration":
        return _DAY_WORDS[text]
    return {"number_word": 2, "one": 1, "absence": 0}[kind]


def _part(text: str) -> Exact | None:
    if text == "절반":
        return 50
    if "분의" in text:
        whole, part = map(_small, text.split("분의"))
    elif "중" in text or "가운데" in text:
        whole, part = map(_small, re.split("중|가운데", text))
    else:
        part, whole = map(int, text.split("/"))
    return Decimal(100 * part) / whole if part <= whole != 0 else None


_OVER = "넘는|넘게|넘은|넘을|넘긴|넘길|넘었|넘어|넘겼|넘고|넘으며|초과|웃도는|웃돈|웃돌았|웃돌며|웃돌|상회하|상회했"
#: What somebody says to do: "10만 명을 키우겠다고 밝혔다"; what a survey tells is no plan.
_WILL = "|".join(
    f"{verb}겠다고 {said}"
    for verb in "키우 늘리 줄이 짓 세우 만들 투자하 양성하 육성하 지원하 확보하 도입하 설치하 건설하 조성하 공급하 "
    "채용하 선발하 배출하 보급하 확대하 구축하".split()
    for said in ("밝혔", "발표", "약속", "공언")
)
_PARTICLES = (
    "에서는|에서|에게|으로|까지|부터|보다|이나|에는|이|가|을|를|은|는|의|에|로|도|와|과|씩|들"
)
#: Verbs that tell, right behind a number, that it is a change: of things, of levels, of shares.
_MORE_OR_LESS = r"(?:증가|감소|급증|급감|증원|감원|감축|늘(?:[었릴리려린렸며던고면자]|어(?![서선섰설])|\s것)|줄(?:[었어일이인였며던고면자]|여|\s것))"
_UP_OR_DOWN = r"(?:상승|하락|급등|급락|폭등|폭락|반등|오(?:[른를름]|르(?!내))|(?<![을를]\s)올[렸린릴려]|올[랐라리]|떨어|내[렸린려릴]|치솟|뛰|뛸|뛴|빠[졌질진지])"
_PER_CENT_CHANGES = r"성장|증액|감액|낮[출추췄아춘춰]|높[아일였이인여]|인상|인하|확대|축소|빨라|개선|향상(?!됐다고|을)|아꼈|[↑↓]|단축|절감|삭감|위축"
#: Between a number and its verb: "A는 3%, B는 5% 늘었다", "4.8%(52억달러) 늘었다", "더".
_OTHERS = r"(?:(?:,|와|과)\s?(?:[^\s\d,.]{1,12}(?<!보다)(?<!대비)\s)?\d{1,6}(?:\.\d{1,6})?%){0,3}"
_BRACKET = r"(?:\)|\([^()]{1,24}\))?+"
_MORE = r"\s?+(?:(?:더|각각|추가로|이상|가까이|정도|가량|넘게)\s?+)?+"
_CHANGE_AFTER = (
    rf"{_OTHERS}{_BRACKET}(?:이나|이상|나|가량|가(?!까)|이|을|를|씩|정도)?+{_MORE}"
    rf"(?:{_MORE_OR_LESS}|{_UP_OR_DOWN}|{_PER_CENT_CHANGES})"
    # Behind a counter: "42명 늘었다", not "42명으로 늘었다".
    rf"|\s?+(?:{_COUNTERS}|[A-Za-z㎀-㏿]{{1,3}})(?:{_BRACKET}(?:이나|나|이|가(?!까)|을|를|씩)?+{_MORE}{_MORE_OR_LESS}|(?<=점)\s?{_UP_OR_DOWN})"
    rf"|\s?(?:계단|도)\s?{_UP_OR_DOWN}"
)
#: Behind the second number: the first was another level, not the lower end of a range.
_TO_A_LEVEL = re.compile(rf"(?:{_COUNTERS})?(?:으로|로)|월|분기")


def _is_range(before: str, join: str, after: str) -> bool:
    """Whether two numbers are the ends of a range: "10명에서 15명이", not "50명에서 80명으로"."""
    if "에서" not in join:
        return True
    counter, after = join.split("에서")[0].strip(), after.lstrip()
    if after.startswith("년") and counter != "년":  # "9.9%에서 2023년 2.9%로"
        return False
    return after.startswith(counter) and not _TO_A_LEVEL.match(after)


KOREAN = Language(
    code="ko",
    number=_NUMBER,
    number_openers=together(_NATIVE_OPENERS, _CHINESE_OPENERS),
    name=r"[가-힣]*[A-Za-z]+-?\d+(?:[A-Za-z/-]|\.\d)*\d*|[가-힣]+-?\d{1,4}(?!\d|[.,]\d|[만억조천백]|\s[만억조천백](?=[\s원명개여곳건]|$)|[년월일개명곳원건대차회위시분%배층]|\s?[년개명곳원건대])",
    values={**_NATIVE, **_CHINESE, **_ONLY_JOINED},
    tens=_TENS,
    scales=_SCALES,
    branches=_BRANCHES,
    worth=_worth,
    hedges={
        "nearly": "거의",
        "about": "약|대략|대체로|줄잡아",
        "at_least": "최소|적어도|최소한",
        "at_most": "최대|많아야|최고",
    },
    hedges_after={
        "nearly": "가까이|가까운|에 가까운|육박|에 육박|에 육박하는",
        "about": "내외|안팎|정도|쯤|가량",
        "over": together("여", _OVER, after_each("이|가|을|를", _OVER)),
        "under": "미만|에 못 미치는|에 못 미쳐|에 못 미칠|에 못 미친|못 미치는|못 미칠|못 미친",
        "at_least": "이상",
        "at_most": "이하|이내",
    },
    after=(
        rf"여?\s?(?P<counter>(?:{_COUNTERS}|[^\W\d]{{1,3}}(?=\s))?)\s?(?<!국)(?!(?<=[\s줄])여)"
        r"(?P<hedge_after>{hedges})(?![국지])"
    ),
    hedge_inside=r"여(?![섯덟든])",
    signs="us$|$|€|£|₩|¥|₫|usd|vnd|krw|eur",
    minus="마이너스|영하",
    minus_sign="△",
    unhedged=r"(?:(?<=사상\s)|(?<=역대\s))(?:최대|최고)",  # a record
    tail={
        "points": r"\s?(?:%\s?[pP]|%\s?포인트|퍼센트\s?포인트|포인트)(?![A-Za-z])",
        "share": r"\s?%|\s?퍼센트|\s?프로(?![가-힣])",
        "money": r"\s?(?:원|달러|동(?!안|의|시|네|일|\s?\d+호)|유로|엔(?!진)|위안|파운드|페소|루피|루블|바트|링깃|프랑(?!스|크)|(?:호주|캐나다|홍콩|싱가포르)\s?달러|(?i:USD|VND|KRW))(?!자력|칙|(?<=\s원)인|료|격)",
    },
    joins=rf"\s?[~∼～–-]\s?|\s?(?:{_COUNTERS})?에서\s?|{_SECOND_IN_ONE}",
    cues={
        "target": "목표",
        "forecast": "전망|예상|예측|내다봤|내다보",
        "plan": together("계획|예정|방침|하기로 했|다는 구상이다|다는 구상을", _WILL),
        "estimate": "추산|추정|어림",
        "change": "성장률|상승률|증가율|감소율|하락률|인상률|인하율|증감률|증가 폭|감소 폭|상승 폭|하락 폭|인상 폭|증가폭|감소폭|상승폭|하락폭|인상폭|대비",
        "year": "매년|해마다|연간|연평균|한 해에|한 해 평균",
        "month": "매달|매월|월평균|한 달에|한 달 평균",
        "week": "매주|한 주에",
        "day": "매일|하루|일평균",
    },
    gap=r"\s?[-−+](?<=대비.|비\s.)|(?<!대비)(?:은|는|이|가|을|를|도)?\s?(?:(?!\S{0,12}[률율])[^\s,()]{1,12}\s){0,3}",
    levels=r"(?!)",
    uncued=r"(?!대(?!로)|\s?(?:만에|만의|앞|전|뒤|새|사이))",  # an observatory; "in a day"
    is_range=_is_range,
    change_after=_CHANGE_AFTER,
    rate_before=r"\s?(?:명|인|가구|개|건|곳|대|㎢|(?i:km))당(?:\s?(?=\d)(?!\d{4}년)|\s"
    r"(?:(?<=\d\d..)|(?<=\d\d...)|(?<=[십백천만억]..)|(?<=[십백천만억]...))"
    r"(?:(?!약\s|최대\s|최소\s|거의\s|평균\s|연간\s|매년\s|매월\s|매달\s|하루\s)[가-힣]+(?<![을를에로의])\s){1,2}?(?=\d)"
    r"(?!\d[\d.,]*\s?[만억조천]*\s?(?:원|달러|동|위|등|%|배|시간|분|초|년|개월|월|일)))",
    times="년|개년|개월|달|일|주|주일|시간|분|초|년간|개월간|일간|주간|해",
    stops="간|만|안|전|뒤|후|째|동안|만에|안에|전에|뒤에|후에|뿐인|이|그|저|가운데|중|등|및|또|더|것|수|규모",
    unit=rf"\s?(?!(?:{_PARTICLES}|이?다|이고|이며|이?었다|였다)(?!\w)|{{stops}}(?![^\W\d]|[㎀-㏿]))(?:[^\W\d]|[㎀-㏿])+",
    particles=rf"(?:{_PARTICLES})$"
    r"|(?<=[년월일주간분초명곳건원회대달째개례점])(?:이?[다고며면던]|이었[다던]|였[다던]|이라[고는며]?|입니다|[만뿐꼴당째]|인[데가])$|(?<=[년월일주간분초명곳건원회대달째])인$",
    clause=r"(?<![%원명개곳건대])[,:](?=\s)|,(?=\s(?:\D*$|\S{1,8}[은는]\s))|[()]|[았었했였]고(?=\s)|(?<=[으하되이])며(?=\s)",
    spaced=False,
    cased=False,
    token=rf"{DIGITS}|열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔|다섯|여섯|일곱|여덟|아홉|일고|닐곱|하나|[가-힣]",
)
