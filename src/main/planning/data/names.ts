import { rowsOf, wordsOf } from './table.ts';

/** gender | first names in English texts | names and nicknames in Thai texts; none that is also a common word. */
export const NAME_TABLE = `
woman | anna, maya, emma, olivia, sophia, mia, lucy, sarah, sara, laura, julia, maria, nina, ella, lena, lily, zoe, chloe, alice, amy, kate, jane, mary, susan, linda, lisa, emily, hannah, clara, eva, leila, aisha, priya, mei, yuki, sofia, elena, nora, rosa, ploy, noi, somying, malee, mali, fah, pim, nok, dao, kanya, ying, mina, tina, diana, helen, rachel, jessica, ana, isabel, carmen, fatima | มีนา, มานี, สมหญิง, มาลี, พลอย, พิมพ์, กัญญา, วารี, ปิติ, ชูใจ, น้องเมย์, น้องพลอย, อรทัย, สุดา, นภา, แพรว, น้องแพรว, ณิชา, น้ำฝน, ใบเฟิร์น
man | tom, john, james, david, peter, paul, michael, mike, daniel, dan, sam, ben, leo, max, luke, noah, liam, adam, alex, oliver, lucas, ethan, omar, ali, ahmed, raj, arjun, kenji, hiro, chen, carlos, diego, pedro, jose, marco, antonio, ivan, erik, lars, hans, jack, harry, george, henry, charlie, oscar, joe, bob, jim, tim, steve, kevin, brian, somchai, somsak, anan, niran, prasit, chai, krit, tan, david, simon, martin, robert, thomas | สมชาย, มานะ, สมศักดิ์, อนันต์, นิรันดร์, ประสิทธิ์, กฤษณ์, ธนา, วิชัย, สมพงษ์, สุรชัย, ณัฐ, ต้นกล้า, ธีร์, ภูผา, น้องต้น, ไอ้หนุ่ม, ลุงชัย, ลุงสมชาย
`;

/** Ids of persons who go by their names; a trade beside the name dresses them. */
export const NAME_IDS: ReadonlySet<string> = new Set(
  rowsOf(NAME_TABLE).flatMap(([, en, th]) => [...wordsOf(en), ...wordsOf(th)]),
);
