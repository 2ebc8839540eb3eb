/** count | English | Thai */
export const QUANTITY_TABLE = `
1 | one, single | หนึ่ง, หนึ่งคน, คนเดียว, คนหนึ่ง, ตัวเดียว
2 | two, a pair of, pair of, both, couple of, a couple of, 2 | สอง, สองคน, คู่, 2 คน, สองตัว, 2 ตัว
3 | three, trio of, a trio of, few, a few, 3 | สาม, สามคน, 3 คน, สามตัว, ไม่กี่คน
4 | four, several, some, 4 | สี่, สี่คน, 4 คน, บางคน
5 | five, 5, handful of, a handful of | ห้า, ห้าคน, 5 คน, หลาย
6 | six, half a dozen, group of, a group of, 6 | หก, หกคน, กลุ่ม, 6 คน
8 | many, eight, seven, lots of, a lot of, dozens of, flock of, a flock of, herd of, a herd of, pack of, school of, swarm of | มากมาย, จำนวนมาก, ฝูง, เยอะแยะ, เต็มไปด้วย, ฝูงใหญ่
9 | crowd of, a crowd of, hundreds of, thousands of, nine, ten, rows of, countless | นับร้อย, นับพัน, เป็นร้อย
`;

/** people? | English | Thai: what comes after must not be drawn; `yes`: the phrase itself speaks of people. */
export const NEGATION_TABLE = `
yes | no people, no one, nobody, without people, no person, no humans, no human, no actors, unmanned, deserted, no faces, people-free, empty of people, no one around, not a soul, empty street, empty streets, empty room, empty beach, empty road, empty office, without anyone, uninhabited, no man, no talent | ไม่มีคน, ไม่มีใคร, ไร้ผู้คน, ไร้คน, ไม่เห็นคน, ปราศจากผู้คน, ไม่มีผู้คน, ไม่มีตัวคน, ร้างผู้คน, ไม่มีมนุษย์
no | no, without, not, never, don't, do not, doesn't, avoid, free of, lacks, except, no more, isn't, aren't, without any | ไม่มี, ปราศจาก, ไม่, ห้าม, ไร้, ไม่ใช่, ยกเว้น, ไม่เห็น, ไม่ต้อง, อย่า
`;

/** support | English | Thai */
export const SUPPORT_TABLE = `
table | on the table, on a table, on the counter, on a counter, on the desk, on a desk, on the shelf, on a tray, on a plate, on the bar, on a wooden table, on the kitchen table, on a marble table | บนโต๊ะ, บนเคาน์เตอร์, บนชั้น, บนถาด, บนจาน
wall | on the wall, on a wall | บนผนัง, บนกำแพง, ติดผนัง
air | in the sky, in the air, overhead in the sky, across the sky, above the city | บนฟ้า, บนท้องฟ้า, กลางอากาศ, ในอากาศ
hand | in her hand, in his hand, in hand, in her hands, in his hands, in their hands, in one hand | ในมือ, อยู่ในมือ
`;

/** class | English | Thai */
export const WORD_TABLE = `
determiner | a, an, the, this, that, these, those, my, your, our, its, her, his, their, another, each, every, any, other | นี้, นั้น, แต่ละ, ทุก, อีก
preposition | in, on, at, into, through, across, under, behind, beside, over, by, near, inside, outside, onto, with, of, from, along, around, between, against, toward, towards, past, for, about, above, below, beneath, up, down, off, out, among, during, before, after, next to, in front of, as, like, until, upon, within | ใน, บน, ที่, ใต้, หลัง, ข้าง, ริม, ใกล้, จาก, ถึง, กับ, ของ, แก่, เพื่อ, โดย, ตาม, ระหว่าง, ด้วย, หน้า, กลาง, นอก, ตรง, สู่, ด้านหน้า, ด้านหลัง, ข้างๆ, เหนือ
to | to, will, can, could, would, should, must, may, might, let's, let, please | จะ, กำลัง, ได้, ต้อง, อยาก, ควร, เพื่อ
adjective | new, big, small, large, tall, long, short, beautiful, hot, cold, fresh, wooden, steaming, shiny, vintage, modern, empty, full, crowded, quiet, bright, dark, warm, cool, clean, dirty, rustic, favourite, favorite, first, last, next, huge, massive, heavy, soft, hard, delicious, tasty, crispy, spicy, sweet, local, traditional, thai, handmade, cheap, expensive, broken, wet, dry, electric, lone, wild, colourful, colorful, creamy, glass, plastic, paper, metal, leather, sleek, iced, ordinary, simple, perfect, own, same, good, great, best, real, light, narrow, wide open, sunny | ใหม่, ใหญ่, เล็ก, สวย, ร้อน, เย็นๆ, สด, เก่า, สะอาด, อร่อย, หอม, กรอบ, เผ็ด, หวาน, เบา, เบาๆ, หนัก, ยาว, สั้น, สูง, กว้าง, มืด, สว่าง, ว่าง
colour | red, blue, green, yellow, black, white, pink, purple, grey, gray, brown, golden, silver, orange, gold, turquoise, beige, navy, teal, scarlet, crimson | สีแดง, สีฟ้า, สีเขียว, สีเหลือง, สีดำ, สีขาว, สีชมพู, สีม่วง, สีเทา, สีน้ำตาล, สีทอง, สีส้ม, สีน้ำเงิน, สีครีม, สีเงิน, แดง, ดำ, ขาว, เขียว, เหลือง
plain | slow motion, slow-motion, made from, made of, made in, made with, train of thought, rings, phone rings, background, lighthouse, and, or, but, is, are, was, were, be, been, being, it, its, then, while, when, where, who, which, what, so, very, just, only, also, too, now, here, there, as if, again, slowly, quickly, suddenly quiet, carefully, softly, gently, quietly, straight, together with, alongside, scene, shot, camera, frame, video, film, ad, advert, commercial, second, seconds, sec, story, style, brand, campaign, app store, music, voice-over, sound, text, title, voiceover, light up, light falls, runs a business, lights up, turn into, play music, point of, make sure, look like, looks like, take place, takes place, fall in love, falls in love, in fall, fall colours, fall colors, autumn, coffee break, book a table, stands for, runs on, comes with, works with, feel, feels, have, has, had, get, keep, need, want, become, seem, begin, start, end, try, help, know, find, lose, bring to life, light, dish of the day, fresh, time, times, day by day, life, lives, way, ways, world, thing, things, moment, moments, part, minute, hour, fashion show, back, face lights up, left, right, square, page, face, faces, eye, eyes, kind of, type of, no matter, not only, at least, first time, last time, no longer, non-stop, nonstop, head, smile on, feet, foot, in charge, in trouble, show time, state of the art, at first, by hand, first aid, home page, homepage, on time, in time, break, change, changes, quality, price, story of, life of, sale | สโลว์โมชัน, สโลว์โมชั่น, ตอน, ช่วง, ยาม, ให้, ไป, มา, และ, หรือ, แต่, เป็น, คือ, อยู่, แล้ว, ก็, ซึ่ง, เมื่อ, ขณะ, ขณะที่, ว่า, ให้เห็น, มี, ความ, การ, อย่าง, มาก, ทำให้, พร้อม, พร้อมกับ, เพราะ, ฉาก, ช็อต, กล้อง, ภาพ, เห็น, วินาที, โฆษณา, วิดีโอ, เรื่อง, แบรนด์, เรื่องราว, ทั้งหมด, เสียง, ดนตรี, เพลง, คำว่า, ข้อความ, รู้สึก, ชีวิต, โลก, วัน, เวลา, คนละ, เข้าใจ, ภายใน, ตัวเลข, ตลอด, ตลอดเวลา, ครั้งแรก, ลูกเล่น, การเดินทาง, ความคิด, ตาราง, หน้าตา, เกาะติด, ไม่เพียง, สายตา, ใบหน้า, แววตา, ดวงตา, นาที, นานาชนิด, นานา, นาน, ลมหายใจ, คนละที่, ใจ, หัวใจ, เริ่ม, ค่อยๆ, ค่อย ๆ, ช่วย, ต้องการ, พบ, เจอ, ใหม่ๆ, มาตรฐาน, ภูมิภาค, ข้าวของ, เขาว่า, สายการบิน, รักษา, คืนความ, คืนค่า, สวนกัน, เดินเครื่อง, ไม่ว่า, ไม่เคย, สุขภาพ, ผิวหน้า, ราคา, คุณภาพ, ธรรมชาติ, ตำแหน่ง, อยู่บน, ตัดกับ, ใส่, ผู้, ตัว, ร่วม, รอบ, รอบๆ, พอ, ไปด้วย, อีกครั้ง, ทีละ, ขึ้นมา, ลงมา, เพียง, ที่สุด, ประจำวัน, เมนู, ร้อนๆ, สดใหม่, กลิ่น, รสชาติ, สีหน้า, ท่าทาง, ลงไป, ขึ้นไป, ไกล, คุณ, ฉัน, ผม, เรา
`;
