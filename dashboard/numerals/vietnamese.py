"""Vietnamese: digits, number words, fractions, hedges, dates and names.

"năm" is five and year, "tư" is four and part of "đầu tư", "nhất" is first and most: such words are
numbers only in the company of other number words, or before what can be counted.
"""

from __future__ import annotations

import re
from decimal import Decimal

from dashboard.numerals.amounts import DIGITS, Exact, digits_worth, total_of
from dashboard.numerals.language import DIGIT, Branch, Language, after_each, any_of, together

_VALUES = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10, "linh": 0, "lẻ": 0,
}  # fmt: skip
_TENS_OF = {"mươi": 10, "chục": 10, "trăm": 100}
_SMALL = "một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín"
_SCALES = "nghìn|ngàn|vạn|triệu|tỷ|tỉ"
_UNIT = rf"(?:{_SMALL})"
_LAST = r"(?:mốt|một|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín)"
_AFTER_TENS = r"(?:mốt|một|hai|ba|bốn|tư|lăm|nhăm|sáu|bảy|bẩy|tám|chín)"  # "năm" is years there
_TENS = rf"(?:{_UNIT}\s+(?:mươi|chục)(?:\s+{_AFTER_TENS})?|mười(?:\s+{_AFTER_TENS})?)"
_BELOW_1000 = rf"(?:{_UNIT}\s+trăm(?:\s+(?:linh|lẻ)\s+{_LAST}|\s+{_TENS}|\s+rưỡi)?|{_TENS}|{_UNIT})"
_SCALE = rf"(?:{_SCALES}|tá)(?!\w)"
_TIMES = "năm|tháng|ngày|giờ|phút|giây|tuần|quý|thập|thế|mili|micro|nano|ms"
_YEAR = r"(?:1[6-9]|20|21)\d{2}"
_NUMBER = (
    rf"(?:{DIGITS}(?:(?-i:[kKM])(?!\w)|\s+(?:trăm|chục)(?!\w))?(?:\s?{_SCALE}){{0,2}}(?:(?<!\d)\s+(?:{DIGITS}|{_BELOW_1000})\s+{_SCALE}){{0,2}}"
    r"(?:(?:(?<=nghìn)|(?<=ngàn))\s+\d{3}(?![\d.,]*\d))?"
    rf"(?:\s+rưỡi(?!\w)(?:\s+{_SCALE})?)?|"
    rf"nửa(?=\s+(?:{_TIMES})(?!\w))|(?:(?:nửa|{_BELOW_1000})(?:\s+{_SCALE}){{1,2}}"
    rf"(?:\s+{_BELOW_1000}(?:\s+{_SCALE}){{0,2}}){{0,2}}(?:\s+rưỡi(?:\s+{_SCALE})?)?|{_BELOW_1000})(?!\w))"
)
#: A date behind a number of things, whose first word is no unit: "74.000 năm 2024"; but
#: "3 năm 2020-2022", "6 tháng 5,5%".
_DATED = (
    rf"(?:(?<=\d\d\d)|(?<=vạn)|(?<=tỷ)|(?<=tỉ)|(?<=nghìn)|(?<=ngàn)|(?<=triệu))[ \u00a0]"
    rf"(?:năm\s+{_YEAR}(?!\d|\s?[-–]\s?\d)|tháng\s+\d{{1,2}}"
    r"(?=[.;:)]|,\s|\s*$|\s+(?:năm|đến|tới|và|lên|xuống|so|của|là|sang)(?!\w)))"
)
_NTH = rf"(?:nhất|mười(?:\s+{_LAST})?|{_LAST})"
#: What "năm" may count; before anything else it is the year.
_COUNTED = (
    "trường|trung tâm|doanh nghiệp|người|nước|quốc gia|tỉnh|thành phố|bộ|dự án|cơ quan|đơn vị|"
    "công ty|viện|đại học|chuyên gia|kỹ sư|học viên|sinh viên|lĩnh vực|nhóm|ngành|nhiệm vụ|"
    "giải pháp|mục tiêu|nền tảng|dịch vụ|hệ thống|cán bộ|địa phương|huyện|xã|ngày|tháng|lần|giờ|"
    "phút|đại biểu|thành viên|sản phẩm|khóa|lớp|ngân hàng|bệnh viện|tập đoàn|cuộc|bài|phòng|tòa|"
    "quận|cơ sở|tổ chức|giáo viên|triệu|nghìn|ngàn|tỷ|mươi|trăm|bước|nội dung|chương trình"
)
_OF_A_YEAR = rf"(?:\s+(?:của\s+)?năm(?:\s+(?:{_YEAR}|nay|ngoái|tới))?)"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_HOUR = r"(?:[01]?\d|2[0-4])\s?(?:giờ|h)(?:\s?\d{2}(?:\s?phút)?)?(?:\s+(?:sáng|trưa|chiều|tối))?"
#: What can be no day may still be a part of a whole: "43/53".
_NO_DATE = rf"(?!{_DAY}/{_MONTH}(?!\d))"
#: More than the whole is no part of it but a day: "25/4"; "2/3" may be either.
_PAST_THE_WHOLE = r"(?:[5-9]/[1-4]|9/[5-8]|1[0-2]/[1-9]|(?:1[3-9]|2\d|3[01])/(?:\d|1[0-2]))(?!\d)"
#: Behind these it is a part, also where it might be a day.
_OF_WHICH = "|".join(
    rf"(?<={word}\s)" for word in "giảm|tăng|chiếm|bằng|hơn|gần|quá|còn|tới".split("|")
)
_WORD_WHOLE = rf"(?:{_UNIT}|mười)(?!\w)"
#: "2 trong 3 năm" is no part of a whole.
_NO_TIME = rf"(?![\w%]|[.,/-]\d|\s+(?:{_SCALES}|{_TIMES}|%)(?!\w))"
_WEEKDAY = r"thứ\s+(?:hai|ba|tư|năm|sáu|bảy)"
_ON_A_DAY = "sáng|chiều|tối|trưa|hôm|từ|đến|trước|sau|vào|hết|qua|nay|lúc|hồi|mỗi"
#: Before these a number counts or measures: "phòng 200 người" is no room 200.
_THINGS = (
    f"{_SCALES}|đồng|USD|người|nước|quốc gia|doanh nghiệp|công ty|học viên|học sinh|sinh viên|kỹ sư|"
    "chuyên gia|cán bộ|nhân viên|nhân sự|giáo viên|bác sĩ|đại biểu|thành viên|khách|lao động|hộ|"
    "dự án|sản phẩm|thiết bị|máy|dịch vụ|thủ tục|hồ sơ|lần|lượt|điểm|chữ|loại|khu|trạm|tấn|kg|km|m2|"
    "mét|ha|giờ|phút|giây|tuần"
)
_NO_THING = (
    rf"(?![\d%]|[.,]\d|\s?%|\s+(?:{any_of(_THINGS)}|(?:năm|tháng|ngày|phòng)(?!\s+\d))(?!\w))"
)
#: Behind these a number names a thing.
_NAMED = (
    "nghị định|thông tư|nghị quyết|luật|quyết định|chỉ thị|điều|khoản|chương|mục|phụ lục|"
    "công văn|công điện|phiên bản|quốc lộ|windows|android|iphone|galaxy|boeing|airbus|iso|"
    "văn bản|bộ luật|mức độ|thông báo|kết luận|cấp độ|iso/iec|tcvn|qcvn|đề án|vành đai|bão số|"
    "tuyến số|metro số|gói thầu số|llama|gemini|wi-fi|wifi|sea games|covid|tuýp|type|claude|gpt"
)
#: Behind these it shows where, or which.
_NUMBERED = "ảnh|hình|bảng|bài|kỳ|biểu đồ|trang|tầng|phòng|tòa nhà|lô|phường|quận|ngõ|ngách|hẻm|bước|câu|cổng"
_TWO_OF_US = (
    "nước|bên|quốc gia|phía|dân tộc|nền kinh tế|chính phủ|đất nước|nhà lãnh đạo|thủ tướng|"
    "tổng thống|bộ trưởng|chủ tịch|đảng|chiều"
)
_MANY = "hàng|vài|mấy|dăm|nhiều"
_OR_SO = "vài ba|đôi ba|dăm ba|năm ba|một hai|hai ba|ba bốn|năm bảy|một vài"
#: Where "độ" (about), "tầng" (floor), "ước" (estimated) and the like are a part of another word, or
#: a plan is a ministry's name or what a fact is held against.
_COMPOUNDS = (
    "mức độ|tốc độ|nhiệt độ|cấp độ|trình độ|chế độ|tiến độ|mật độ|ấn độ|cường độ|thái độ|"
    "hạ tầng|mô hình|truyền hình|loại hình|văn phòng|quốc phòng|dự phòng|nhiệm kỳ|hoa kỳ|chu kỳ|"
    "thời kỳ|cùng kỳ|tài khoản|bảng xếp hạng|công ước|hiệp ước|quy ước|bộ kế hoạch|sở kế hoạch|"
    "so với kế hoạch|so với mục tiêu|so với dự kiến|so với dự báo|vượt kế hoạch|vượt mục tiêu|"
    "chương trình mục tiêu"
)
#: Behind these a number says which one, where nothing stands behind it that it may count.
_WHICH = "vùng|giai đoạn|gói|chương trình|đợt|vòng|khóa|nhóm|mức"
_NOTHING_COUNTED = (
    r"(?=[,;:)\"”](?!\s?\d)|\.?\s*$|\.\s|\s\(|\s+(?:của|là|đã|đang|sẽ|được|bị|có|với|tại|ở|từ|do|về|cho|"
    r"thuộc|trong|theo|vào|gồm|này|diễn|bắt|làm|và(?!\s+\d))(?!\w))"
)
_NO_YEARS = "người|doanh nghiệp|trường|sinh viên|học viên|kỹ sư|dịch vụ|lao động|hộ|cán bộ|đại biểu"
#: Behind an adjective "hơn" compares: what follows is a difference, and exact.
_MORE_SO = (
    "cao hơn|thấp hơn|lớn hơn|nhỏ hơn|nhiều hơn|đông hơn|nhanh hơn|chậm hơn|rẻ hơn|đắt hơn|"
    "dài hơn|ngắn hơn|rộng hơn|hẹp hơn|nặng hơn|nhẹ hơn|xa hơn|mạnh hơn|tốt hơn|kém hơn|sớm hơn|muộn hơn"
)
#: Words that no noun holds: they end a unit, and a row of objects.
_STOPS = (
    "và|hoặc|hay|của|cho|tại|ở|trong|trên|dưới|từ|đến|tới|với|theo|về|là|đã|đang|sẽ|được|"
    "bị|do|bởi|vì|nên|mà|thì|như|so|để|khi|này|đó|kia|trước|sau|vào|ra|lên|xuống|qua|cũng|"
    "còn|không|chưa|có|nhằm|gồm|mỗi|các|những|cùng|đạt|tăng|giảm|chiếm"
)
_ENDS_A_UNIT = f"{_STOPS}|mới|đều|chỉ|từng|góp|tham|hiện|gần|khoảng|hơn|ít|tối|trở|nhiều|tiếp|nữa|liên|triển|nay"
_NO_UNIT = r"(?!(?:tham|chỉ)\s+số(?!\w)){stops}(?![\w-])"  # "tham số" is a parameter
#: Behind a time word that dates what is counted: "300 hồ sơ tuần qua", but "đá quý".
_THEN = r"\s+(?:\d|qua|trước|này|nay|ngoái|tới|vừa)"
#: Who says so, behind what is said.
_BY_WHOM = "theo dự báo của|theo dự đoán của|theo ước tính của"
#: Behind "and" or "but" these open a clause of their own.
_ANEW = "thực tế|kết quả|sẽ|phấn đấu|đặt mục tiêu|hướng tới|dự kiến|dự báo|kỳ vọng|ước|đã|đang|hiện"
#: With these, what stands behind a comma says something else; else it is one more object in a row:
#: "kế hoạch doanh thu 60 tỷ đồng, lợi nhuận 10 tỷ đồng".
_SAID_ANEW = (
    f"{_STOPS}|tức|tương|bằng|gồm|cao|thấp|lớn|nhỏ|nhiều|ít|nhanh|chậm|hiện|riêng|mất|nhích|sụt|"
    "cắt|thêm|năm|tháng|quý|ngày|giai|kỳ|ước|dự|phấn|mục|nay|gấp|lần|thu|nhất|chỉ|mới"
).replace("trước|sau", r"(?:trước|sau)(?!\s+thuế)")
_NOUN = rf"(?!(?:{_STOPS}|{_SMALL}|nhưng|song|khi)(?!\w))[^\W\d]+"
#: So few are meant exactly.
_FEW = rf"(?:\d|{_UNIT})"
_AND_ANEW = rf"(?:và|nhưng|song|còn)(?=\s+(?:{any_of(_ANEW)}|mục\s+tiêu|kế\s+hoạch)(?!\w))"
_IN_A_ROW = rf"(?:\s+(?!(?:{_SAID_ANEW})(?!\w))[^\W\d]+){{0,6}}\s+(?:\d|(?:{_SMALL})(?!\w))"
#: Names at the beginning of a sentence, where a capital tells nothing.
_PLACES = r"Ba\s+(?:Lan|Đình|Vì|Bể|Na)|Hai\s+Bà\s+Trưng|Năm\s+Căn"

_BRANCHES = (
    Branch("absence", "chưa có", r"(chưa\s+có)(?!\w)(?!\s+(?:gì|ai|thể|chi|thông\s+tin)(?!\w))"),
    Branch("other", DIGIT, r"((?<![^\n])\d{1,2}(?=[.)]\s)|(?<=\()\d{1,2}(?=\)))"),
    Branch("other", "tỷ số|tỉ số|thắng|thua|hòa", r"\w+\b[^.;\n\d]{0,40}?(\d{1,2}\s?[-–:]\s?\d{1,2})(?![\d:])"),
    Branch("date", "ngày|mùng|mồng", rf"((?:ngày\s+\d{{1,2}}|(?:ngày\s+)?m[ùồ]ng\s+(?:\d{{1,2}}|{_NTH}))(?:[.-]\d{{1,2}}[.-]\d{{4}}|(?:\s*(?:-|–|và|đến)\s*\d{{1,2}})?(?:[/.]\d{{1,2}}(?:/\d{{4}})?|\s+tháng\s+(?:\d{{1,2}}|{_NTH}|giêng|chạp)(?:,?\s+năm\s+{_YEAR}|/{_YEAR})?)?)(?:\s+tết)?)(?![\w/])(?!\s+(?:giờ|đêm)(?!\w))"),
    Branch("date", together(DIGIT, _SMALL), rf"((?:\d{{1,2}}+|(?!\d){_UNIT})\s+(?:tháng|quý|tuần)(?:\s+(?:đầu|cuối){_OF_A_YEAR}|\s+(?:của\s+)?năm\s+(?:{_YEAR}|nay|ngoái)))(?!\w)"),
    Branch("date", "nửa", rf"(nửa\s+(?:đầu|cuối){_OF_A_YEAR})(?!\w)"),
    Branch("date", "tháng", rf"(tháng\s+(?:\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?|{_NTH}|giêng|chạp)(?:[/-]{_YEAR}|,?\s+năm\s+{_YEAR})?)(?![\w/]|[.,]\d+\s?(?:%|{_SCALES}|đồng|USD)|\s?%)(?!\s+(?:{_SCALES}|ngày(?!\s+\d))(?!\w))"),
    Branch("date", "q1|q2|q3|q4", rf"(q[1-4][/-](?:{_YEAR}|\d{{2}}))(?!\w)"),
    Branch("date", "quý", rf"(quý\s+(?:[1-4]|iv|i{{1,3}}|{_NTH})(?:[/-]{_YEAR}|,?\s+năm\s+{_YEAR})?)(?![\w/])"),
    Branch("date", "thập niên|thập kỷ|những năm", r"((?:thập\s+niên|thập\s+kỷ|những\s+năm)\s+\d{2,4})(?!\w)"),
    Branch("date", "thế kỷ", r"(thế\s+kỷ\s+(?:\d{1,2}|[xvi]+))(?!\w)"),
    Branch("date", "năm", rf"(năm\s+(?:học\s+)?{_YEAR}(?:\s?[-–/]\s?(?:{_YEAR}|\d{{2}}))?)(?![\w/])"),
    Branch("date", DIGIT, rf"(?=\d{{1,2}}+\s?[gh])({_HOUR}(?=[,.;:)]?\s+(?:ngày|sáng|hôm|cùng\s+ngày|thứ)(?!\w))|\d{{1,2}}h(?:\d{{2}})?\s?[-–]\s?\d{{1,2}}h(?:\d{{2}})?(?!\w)|\d{{1,2}}(?:h|\s?giờ\s?)\d{{2}}(?!\w|\s?phút))"),
    Branch("date", _ON_A_DAY, rf"(?:lúc|từ|đến|trước|hồi|vào)\s+({_HOUR})(?!\w)"),
    Branch("date", DIGIT, r"(\d{1,2}+:\d{2}(?::\d{2})?)(?![\d:])"),
    Branch("date", DIGIT, rf"(\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}|\d{{1,2}}/{_YEAR})(?![\w/])"),
    Branch("date", DIGIT, rf"({_DAY}(?:\s?[-–]\s?|\s+(?:đến|tới|và)\s+){_DAY}/{_MONTH}(?:/\d{{4}})?)(?![\w/]|[.,]\d|\s+số(?!\w))"),
    Branch("date", _ON_A_DAY, rf"\w+\s+\(?({_DAY}/{_MONTH})(?![\w/])(?!\s+số)"),
    Branch("date", "từ|đến|trước|kể từ", rf"(?:từ|đến|trước)\s+({_DAY}\.{_MONTH})(?=[,;)]\s|\s+này(?!\w)|\s+(?:đến|tới)\s+{_DAY}\.{_MONTH}(?:[,;)]|\s*$)|\s*$)"),
    Branch("date", "lễ|dịp|quốc khánh", rf"\w+(?:\s+khánh)?\s+({_DAY}/{_MONTH})(?![\w/]|[.,]\d)"),
    Branch("date", "sáng|chiều|tối|trưa|hôm", rf"\w+\s+\(?({_DAY}[.-]{_MONTH}(?:[.-]\d{{4}})?)(?!\w|-){_NO_THING}"),
    Branch("date", "thứ", rf"({_WEEKDAY})(?=\s+(?:tuần|này|tới|hàng\s+tuần|ngày|\())"),
    Branch("date", after_each(f"{_ON_A_DAY}|ngày", "thứ"), rf"\w+\s+({_WEEKDAY})(?!\w)"),
    Branch("date", "thứ", r"((?-i:thứ\s+(?:Hai|Ba|Tư|Năm|Sáu|Bảy)))(?!\w)"),
    Branch("name", "cách mạng", rf"cách\s+mạng\s+(?:công\s+nghiệp\s+)?(lần\s+thứ\s+(?:\d{{1,6}}|{_NTH})|thứ\s+(?:tư|4))(?!\w)"),
    Branch("age", DIGIT, r"(\d{1,3}+(?:\s*(?:-|–|đến)\s*\d{1,3})?)(?=\s+tuổi(?!\w))"),
    Branch("age", "tuổi", rf"tuổi\s+(?:từ\s+)?(\d{{1,3}}(?:\s*(?:-|–|đến)\s*\d{{1,3}})?(?:\s+trở\s+(?:lên|xuống))?){_NO_THING}"),
    Branch("other", "lớp", rf"lớp\s+((?:1[0-2]|[1-9]))(?![\w%/]|[.,]\d|\s+(?:{any_of(_THINGS)}|phòng|ngày|tháng)(?!\w))"),
    Branch("other", _NUMBERED, rf"(?:{any_of(_NUMBERED)})\s+(\d{{1,4}}){_NO_THING}"),
    Branch("ordinal", "số 1|số một", r"(số\s+(?:1|một))(?=\s+(?:thế\s+giới|toàn\s+cầu|Đông\s+Nam\s+Á|châu\s+(?:Á|Âu|lục)|Việt\s+Nam|cả\s+nước|khu\s+vực|trong\s+nước)(?!\w))"),
    Branch("other", "số|địa chỉ|nhà|tại|ở", r"(?:địa\s+chỉ|số|nhà|tại|ở)\s+(?:số\s+)?(\d{1,4}[a-z]?(?:/\d{1,4})*)(?=\s+(?:đường|phố|ngõ)|,?\s+(?-i:[A-ZĐ]\w*\s+[A-ZĐ]))"),
    Branch("other", DIGIT, r"(\d{1,4}+[a-z]?)(?=\s+(?:đường|phố|ngõ)\s+(?-i:[A-ZĐ]))"),
    Branch("other", f"{DIGIT}|+", r"(\(?0\d{1,3}\)?(?:[\s.-]\d{3,4}){2,3}|0\d{9,10}|1[89]00[\s.]?\d{4,6}|\+84[\d\s.]{9,13}\d)(?![\d.,]*\d)"
           rf"(?!\s+(?:{_SCALES}|đồng|USD|người)(?!\w))"),
    Branch("name", _NAMED, rf"(?:{any_of(_NAMED)})\s+(?:số\s+)?(\d+(?:[./:-][\w-]+)*)(?![.,]?\d){_NO_THING}"),
    Branch("name", _WHICH, rf"(?:{any_of(_WHICH)})\s+(?:số\s+)?(\d{{1,3}}(?:\.\d{{1,2}})?){_NOTHING_COUNTED}"),
    Branch("name", DIGIT, r"(?=\d{1,6}+[/-])((?-i:\d{1,6}(?:/\d{1,6}){1,4}/?[A-ZĐ][\w-]*|\d{1,6}(?:/\d{1,6}){0,4}[-/][A-ZĐ][\w/-]+))"),
    Branch("name", DIGIT, r"((?-i:\d[GDK])(?!\w)|\d\.0(?!\w|[.,]\d)|24/(?:7|24)(?![\w/]))"),
    Branch("ratio", "tỷ lệ|tỉ lệ", r"t[ỷỉ]\s+lệ\s+(?:là\s+|khoảng\s+)?(\d{1,6}:\d{1,6}|[5-9]0?/[1-5]0?)(?![\d:/]|[.,]\d|\s?%)"),
    Branch("ratio", DIGIT, r"(\d{1,6}+:\d{1,6})(?![\w:]|[.,]\d)"),
    Branch("other", DIGIT, r"(\d{1,6}+(?:(?::\d{1,6}){2,4}(?![\w:]|[.,]\d)|,\d{1,2}/\d{1,3}(?![\w/]|,\d)|/\d{1,3}(?=\s+(?:điểm|sao)(?!\w)))|50/50(?![\w/]))"),
    Branch("share", _SMALL, rf"(?!\d)({_UNIT}\s+(?:phần\s+(?:ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|trăm)(?!\w)|trên\s+{_WORD_WHOLE}(?=\s+[^\W\d])|(?<!một\s)trong\s+(?:số\s+)?{_WORD_WHOLE}{_NO_TIME}))"),
    Branch("share", DIGIT, rf"(?=\d{{1,3}}+/)((?:{_OF_WHICH}|{_NO_DATE}|(?!{_PAST_THE_WHOLE})(?=\d{{1,2}}/\d{{1,3}}\s+(?!(?:ở|tại|của\s+năm|và)(?!\w))\w))\d{{1,3}}/\d{{1,3}})(?![\w/-]|[.,]\d)"),
    Branch("share", DIGIT, rf"(\d{{1,3}}+\s+(?:trên\s+\d{{1,4}}(?![.,]?\d)(?=\s+[^\W\d])|trong\s+(?:số\s+)?\d{{1,3}}{_NO_TIME}))"),
    Branch("share", "cứ", rf"cứ\s+(?:mỗi\s+)?((?:\d{{1,4}}|{_UNIT}|mười)(?!\s+(?:{_TIMES}|{_SCALES})(?!\w))(?:\s+[^\W\d]+){{1,3}}?\s+(?:thì\s+)?có\s+(?:\d{{1,4}}|{_UNIT}))(?![\w%]|[.,]\d)"),
    Branch("share", "một nửa", r"(?:(?<=giảm\s)|(?<=còn\s))(một\s+nửa)(?=\s+sau(?!\w))"),
    Branch("share", "một nửa|nửa", rf"(một\s+nửa|nửa)(?!\w)(?!\s+(?:đầu|cuối|sau|trước|còn|đêm|vời|chừng|tá|{_TIMES}|{_SCALES})(?!\w))"),
    Branch("date", DIGIT, rf"({_DAY}/{_MONTH})(?![\w/])"),
    Branch("other", _MANY, rf"((?:{_MANY})\s+(?:chục|trăm|{_SCALES})(?:\s+(?:{_SCALES}))?)(?!\w)"),
    Branch("other", _OR_SO, rf"({any_of(_OR_SO)})(?!\w)"),
    Branch("other", "hai|ba|bốn", r"(hai|ba|bốn)(?=\s+là(?!\w))"),
    Branch("skip", _COMPOUNDS, rf"(?!\d)({any_of(_COMPOUNDS)})(?!\w)(?!\s+(?:đạt|tính|khoảng|thực|gần|hơn)(?!\w))"),
    Branch("skip", _SMALL, rf"((?-i:(?=[BCHNST])(?:(?<=[\w,]\s)(?:Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín)(?=\s+[A-ZĐ])|{_PLACES})))(?!\w)"),
    Branch("other", "vạn", r"(vạn)(?=\s+vật(?!\w))"),
    Branch("number_word", f"{DIGIT}|hai", r"(?:(?<=trưởng\s)|(?<=tăng\s))(hai|2)(?=\s+con\s+số(?!\w))"),
    Branch("number_word", "kép", r"(?<!trưởng\s)(?<!lãi\s)(?<!suất\s)(kép)(?!\w)"),
    Branch("times", "gấp", rf"(gấp\s+(?:{DIGITS}|{_BELOW_1000})\s+lần|gấp\s+(?:đôi|rưỡi|ba|bốn)(?!\s+(?:mươi|trăm|lần|-)))(?!\w)"),
    Branch("times", "gấp", rf"gấp\s+((?:hơn|gần|khoảng)\s+(?:đôi|(?:{DIGITS}|{_BELOW_1000})\s+lần))(?!\w)"),
    Branch("other", f"{DIGIT}|hai", rf"(hai|2)(?=\s+(?:{any_of(_TWO_OF_US)})(?!\w))"),
    Branch("other", "cả hai|cả 2", r"cả\s+(hai|2)(?!\w)"),
    Branch("one", after_each("chỉ có|chỉ|vỏn vẹn|đúng|mới có", "một"), rf"(?:chỉ\s+có|chỉ|vỏn\s+vẹn|đúng|mới\s+có)\s+(một)(?!\s+(?:số|vài|phần|trong|nửa|mình|trăm|chục|tá|{_SCALES})(?!\w))"),
    Branch("one", "một", r"(một)(?=(?:\s+[^\W\d]+){1,4}\s+duy\s+nhất)"),
    Branch("other", "một", rf"(một)(?!\w)(?!\s+(?:trăm|chục|tá|{_SCALES}|(?:{_TIMES})\s+rưỡi)(?!\w))"),
    Branch("ordinal", "top|tốp", r"((?:top|tốp)\s+\d{1,6})(?!\w)"),
    Branch("ordinal", "lần đầu|đầu tiên", r"(lần\s+đầu(?:\s+tiên)?|đầu\s+tiên)(?!\w)"),
    Branch("ordinal", "lần thứ|thứ", rf"((?:lần\s+)?thứ\s+(?:\d{{1,6}}(?:/\d{{1,6}})?(?![.,]?\d)|{_NTH}|(?-i:[XVI]{{1,6}})))(?!\w)"),
    Branch("ordinal", "xếp|đứng", r"(?:xếp|đứng)\s+(\d{1,4}/\d{2,4})(?![\w/])"),
    Branch("ordinal", "vị trí", r"(vị\s+trí\s+\d{1,4})(?=\s+trên\s+\d)"),
    Branch("ordinal", "vị trí", r"(vị\s+trí\s+\d{1,4}/(?:1\d\d|[4-9]\d|3[2-9]))(?![\w/])"),
    Branch("ordinal", "hạng|vị trí số|ngôi số", r"((?:hạng|vị\s+trí\s+số|ngôi\s+số)\s+(?:nhất|nhì|ba|\d{1,6}(?:/\d{1,6})?))(?!\w)"),
    Branch("date", DIGIT, rf"({_YEAR}(?:\s?[-–/]\s?(?:{_YEAR}|\d{{2}}))?)(?![\w%]|[.,/-]\d|\s?(?:%|{_SCALES}|đồng|USD|won|euro)|\s+(?:{any_of(_NO_YEARS)})(?!\w))"),
    Branch("target", "hướng tới|hướng đến", r"(hướng\s+(?:tới|đến))(?=\s+(?:mốc\s+|con\s+số\s+)?(?:\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?\s?(?:%|nghìn|ngàn|triệu|tỷ)))(?!\s+[\d.]+\s+năm)"),
    Branch("skip", "kéo dài|trải dài", r"(\w+\s+dài)(?=\s+hơn\s)(?!\s+hơn\s+[\d.,]+\s?%)"),  # lasts; "dài hơn" alone compares
    Branch("skip", "năm", rf"(năm)(?!\w)(?:(?<=\d\snăm)|(?!\s+(?:{any_of(_COUNTED)})(?!\w)))"),
    Branch("skip", "chín|ba|tư", r"(chín\s+(?:muồi|chắn|mùi)|ba\s+(?:mẹ|má|lê|lô|gai)|tư)(?!\w)"),
    Branch("skip", after_each("mỗi|hằng|hàng|nhiều|trong|cuối|đầu|cả|mấy|vài|những|các", "năm"), r"(?:mỗi|hằng|hàng|nhiều|trong|cuối|đầu|cả|mấy|vài|những|các)\s+(năm)(?!\w)(?!\s+(?:(?:mươi|trăm|nghìn|triệu|tỷ)(?!\w)|\d))"),
)  # fmt: skip


def _worth(kind: str, text: str) -> Exact | None:
    """Return what the words of a branch are worth; a share in per cent."""
    words = text.casefold().split()
    if kind == "ordinal":
        return _nth(words)
    if kind == "times":
        return _times(words)
    if kind == "ratio":
        part, whole = map(int, re.split("[:/]", words[-1]))
        return Decimal(part) / whole if whole else None
    if kind == "share":
        return _part(words)
    return {"number_word": 2, "one": 1, "absence": 0}[kind]


def _nth(words: list[str]) -> int:
    """Return the number of an ordinal: "lần thứ mười hai", "thứ 3", "lần đầu tiên"."""
    if digits := re.match(r"\d+", words[-1]):
        return int(digits[0])
    if words[-1].strip("xvi") == "":
        return _roman(words[-1])
    named = {"tiên": 1, "đầu": 1, "nhất": 1, "nhì": 2, **_VALUES}
    return sum(named[word] for word in words[-2 if words[-2] == "mười" else -1 :])


def _roman(letters: str) -> int:
    """Return what "i", "v" and "x" are worth; before a greater one they are taken away."""
    worths = [{"i": 1, "v": 5, "x": 10}[letter] for letter in letters]
    pairs = zip(worths, [*worths[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


def _times(words: list[str]) -> Exact | None:
    """Return by what is multiplied: "gấp đôi", "gấp 3 lần", "hơn 10 lần"."""
    named: dict[str, Exact] = {"đôi": 2, "rưỡi": Decimal("1.5")}
    number = [word for word in words if word in _VALUES or word in _TENS_OF or word[0].isdigit()]
    if not number:
        return named.get(words[-1])
    if number[0][0].isdigit():
        return digits_worth(number[0], "vi").value
    return total_of(number, _VALUES, _TENS_OF, {})


def _part(words: list[str]) -> Exact | None:
    """Return a fraction in per cent: "một nửa", "hai phần ba", "2/3"."""
    if words[-1] == "nửa":
        return 50
    named = {**_VALUES, "trăm": 100}
    part, whole = words[0].split("/") if "/" in words[0] else (words[0], words[-1])
    if "có" in words:
        part, whole = whole, part
    one, other = (int(word) if word.isdigit() else named[word] for word in (part, whole))
    return Decimal(100 * one) / other if one <= other != 0 else None


VIETNAMESE = Language(
    code="vi",
    number=_NUMBER,
    number_openers=together(_SMALL, "mười|nửa"),
    name=r"[^\W\d]+-?\d+(?:[\w/-]|\.\d)*",
    values={**_VALUES, "nửa": Decimal("0.5")},
    tens=_TENS_OF,
    scales={
        "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
        "tá": 12, "k": 10**3, "m": 10**6,
    },
    token=rf"{DIGITS}|[^\W\d]+",
    branches=_BRANCHES,
    worth=_worth,
    hedges={
        "nearly": "gần|ngót|ngót nghét|sắp",
        "about": "khoảng|chừng|xấp xỉ|độ|khoảng chừng|ước chừng|cỡ|tầm",
        "over": "hơn|trên|quá|vượt",
        "under": "dưới|ít hơn|chưa đến|chưa tới|chưa đầy",
        "at_least": "ít nhất|tối thiểu|không dưới|không ít hơn|tối thiểu là|ít nhất là",
        "at_most": "không quá|không hơn|tối đa|nhiều nhất|không vượt quá|tối đa là|nhiều nhất là",
    },
    unhedged=rf"(?:vượt\s+{DIGITS}\s?%\s+(?:dự\s+toán|kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|so)|dưới\s+{_FEW}\s+(?:hình\s+thức|dạng|góc\s+độ)"
    rf"|trên\s+{_FEW}\s+(?:nền\s+tảng|lĩnh\s+vực|phương\s+diện|mặt|kênh|khía\s+cạnh))(?!\w)",
    out_of=r"(?<!\w)(?:đứng|xếp|trí|hạng)\s(?:hạng\s|thứ\s|số\s|vị\strí\s){0,3}\w+\strên",
    multiple=r"\s+lần(?!\w)",
    hedges_after={"at_least": "trở lên", "at_most": "trở xuống"},
    after=r"(?P<counter>(?:\s+[^\W\d]+){0,3}?)\s+(?P<hedge_after>{hedges})(?!\w)",
    signs="us$|$|€|£|₩|¥|₫|usd|vnd|krw|eur",
    minus="âm",
    tail={
        "points": r"\s?(?:điểm\s+phần\s+trăm|điểm\s?%)",
        "share": r"\s?%|\s?phần\s+trăm(?!\w)",
        "times": r"\s+lần(?=\s+so(?!\w))",
        "money": r"\s?(?:đồng(?!\s+(?:chí|phạm|bào|hồ|nghiệp|đội|minh|loạt|thời)(?!\w))|USD|VNĐ|VND|KRW|EUR|won|euro|ơ-rô|đô(?:[\s-]la)?(?:\s+(?:mỹ|úc|singapore|canada))?(?!-|\s+(?:la|thị|thành|vật|đốc|hộ|ngự))|yên|nhân\s+dân\s+tệ"
        r"|bảng\s+anh|đ)(?!\w)",
        "and_a_half": r"\s+(?:năm|tháng|tuần|ngày|giờ)\s+rưỡi(?!\w)",
    },
    joins=r"\s?[-–~]\s?|\s+(?:đến|tới|và)\s+",
    is_range=lambda before, join, after: join.strip() != "và" or before.endswith("giữa "),
    cues={
        "target": "mục tiêu|phấn đấu|chỉ tiêu|target",
        "forecast": "dự kiến|dự báo|kỳ vọng|dự đoán|dự báo của|dự đoán của",
        "plan": "kế hoạch|sẽ",
        "estimate": "ước tính|ước đạt|ước|ước tính của",
        "year": "mỗi năm|hằng năm|hàng năm|/năm|/ năm",
        "month": "mỗi tháng|hằng tháng|hàng tháng|/tháng|/ tháng",
        "week": "mỗi tuần|hằng tuần|hàng tuần|/tuần|/ tuần",
        "day": "mỗi ngày|hằng ngày|hàng ngày|/ngày|/ ngày",
        "change": f"tăng|giảm|sụt|thêm|bớt|nhích|cắt|{_MORE_SO}",
    },
    gap=rf"(?:\s+trưởng(?:\s+{_NOUN}){{0,4}}?)?(?:\s+(?:mạnh|nhẹ|vọt|nhanh|đều|lần\s+lượt|bình\s+quân|thêm|bớt|được|trung\s+bình|đạt|gấp))*"
    rf"(?:\s+(?:{_NOUN}\s+){{0,2}}[\d.,]+\s?%(?:\s+so\s+với(?:\s+[^\W\d]+){{1,4}}?|(?:\s+{_NOUN}){{0,4}})\s+và(?:\s+{_NOUN}){{0,2}})?\s+",
    gap_of_shares=rf"(?:(?<=độ\stăng)(?:\s+{_NOUN}){{1,4}}\s+(?:đạt|là|ước\s+đạt)|(?!\s+cường)(?:\s+{_NOUN}){{1,4}}"
    rf"|\s+trưởng(?:\s+{_NOUN}){{0,4}}\s+của(?:\s+{_NOUN}){{1,4}}(?:\s+đạt)?"
    rf"|\s+{DIGITS}\s+điểm,\s+(?:tương\s+đương|tương\s+ứng|hay)(?:\s+với)?)\s+",
    levels=r"\s+từ\s+",
    ranked=r"(?=[,.;)](?!\d)|\s*$|\s+(?:cả\s+nước|thế\s+giới|toàn\s+cầu|khu\s+vực|châu|đông\s+nam|trong|về|của|ở|tại|nước|quốc\s+gia)(?!\w))",
    spread=rf"\s+trưởng(?:\s+{_NOUN}){{0,4}}?(?:\s+đạt)?\s+từ\s+",
    change_after=r"\s+(?:điểm|bậc)\s+so\s+với\s+(?:phiên|hôm|tuần|tháng|quý|năm|kỳ|cùng|đầu)(?!\w)",
    rate=r"(?:\s+[^\W\d]+){1,4}\s+trên\s+(?:mỗi\s+)?(?:100|1\.000|10\.000|100\.000|1\.000\.000|"
    r"(?:một\s+)?(?:trăm|nghìn|ngàn|vạn|triệu))(?![.,]?\d)(?:\s+(?:nghìn|triệu)(?!\w))?"
    r"|(?:\s+[^\W\d]+){0,3}/(?:100|1\.000|10\.000|100\.000|1\s+triệu)(?![.,]?\d)",
    times=_TIMES.replace("thập|thế", "thập kỷ|thập niên|thế kỷ"),
    unit=rf"(?!{_DATED})[ \u00a0](?!{_NO_UNIT})[^\W\d][\w-]*"
    rf"(?:[ \u00a0](?!(?:năm|tháng|ngày|tuần|quý|hôm){_THEN}|{_NO_UNIT})[^\W\d][\w-]*){{0,3}}",
    stops=_ENDS_A_UNIT,
    counted=rf"(?!(?:{any_of(_ANEW)})\Z).+",  # "60% sẽ", but not "ba mục tiêu"
    shares_of_goals=True,
    clause=r"(?!)",
    clause_before=rf"[,:()\s](?:(?<=,)(?=\s)(?!\s+(?:{any_of(_BY_WHOM)}))|(?<=:)(?=\s)|(?<=[()])|(?<=\s){_AND_ANEW})",
    clause_behind=rf"[,:()\s](?:(?<=,)(?=\s)(?!{_IN_A_ROW})|(?<=:)(?=\s)|(?<=[()])|(?<=\s){_AND_ANEW})",
)  # fmt: skip
