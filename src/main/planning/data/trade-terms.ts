/** size | angle | move | transition | English | Thai; `-` where a phrase says nothing of that column. */
export const TRADE_TABLE = `
EWS | - | - | - | extreme wide shot, extreme wide, extreme long shot, ews, establishing shot, very wide shot, els, establishing, vista shot, super wide | ภาพกว้างมาก, ภาพมุมกว้างมาก, ภาพเปิดสถานที่, ภาพเปิดฉาก
WS | - | - | - | wide shot, wide angle, wide-angle shot, long shot, wide view, ws, master shot, wide of, wide:, full scene, wide shot of, wide | ภาพกว้าง, มุมกว้าง, ภาพไกล, ภาพมุมกว้าง, ช็อตกว้าง, ระยะไกล
FS | - | - | - | full shot, full body shot, full-body shot, full length shot, head to toe, fs, full body, full figure | ภาพเต็มตัว, เต็มตัว, ช็อตเต็มตัว
MWS | - | - | - | medium wide shot, medium wide, cowboy shot, medium long shot, american shot, mws, mls, medium-wide shot | ภาพกว้างปานกลาง, ภาพครึ่งตัวกว้าง, ภาพถึงเข่า
MS | - | - | - | medium shot, mid shot, waist shot, waist-up shot, ms, mid-shot, waist up, medium, two-shot, two shot, medium shot of | ภาพครึ่งตัว, ภาพระยะกลาง, ระยะกลาง, ช็อตครึ่งตัว, ภาพขนาดกลาง, ภาพปานกลาง
MCU | - | - | - | medium close-up, medium close up, medium closeup, mcu, chest-up shot, head and shoulders, chest up, talking head | ภาพครึ่งอก, ภาพใกล้ปานกลาง, ภาพระดับอก
CU | - | - | - | close-up, close up, closeup, cu, tight shot, close shot, tight on, close on, face shot, close-up shot, close-up of, close up of, hero shot, beauty shot | ภาพใกล้, โคลสอัพ, โคลสอัป, โคลสอั๊พ, ซูมหน้า, ภาพระยะใกล้, ระยะใกล้, โคลสอัพที่, ภาพปิด, ถ่ายใกล้
ECU | - | - | - | extreme close-up, extreme close up, extreme closeup, ecu, xcu, big close-up, macro shot, macro, detail shot, extreme detail, close-up of the eyes, close-up of her eyes, close-up of his eyes | ภาพใกล้มาก, ภาพใกล้สุด, มาโคร, เห็นรายละเอียด, โคลสอัพมาก, ถ่ายมาโคร, ภาพระยะใกล้มาก
OTS | - | - | - | over the shoulder, over-the-shoulder, ots, over her shoulder, over his shoulder, over-the-shoulder shot, over the shoulder shot | ข้ามไหล่, ผ่านไหล่, มุมข้ามไหล่, ภาพข้ามไหล่
POV | - | - | - | point of view, point-of-view, pov, pov shot, first person, first-person, through her eyes, through his eyes, subjective shot | มุมมองบุคคลที่หนึ่ง, แทนสายตา, มุมมองตัวละคร, ภาพแทนสายตา
INS | - | - | - | insert shot, insert of, insert, ins, cutaway, cutaway to, screen insert, insert: | อินเสิร์ต, ภาพแทรก, อินเสิร์ท, ภาพอินเสิร์ต
EWS | high | crane-up | - | drone shot, aerial shot, drone, aerial, aerial view, drone view, helicopter shot, drone footage, flyover shot, drone flies, drone flying, drone flies over, aerial drone shot | ภาพจากโดรน, โดรน, มุมสูงจากโดรน, ภาพทางอากาศ, ถ่ายโดรน, ภาพโดรน, โดรนบิน, กล้องบิน
- | high | - | - | high angle, high-angle, high angle shot, from above, looking down on, seen from above, high-angle shot | มุมสูง, ภาพมุมสูง, จากด้านบน, ถ่ายจากด้านบน, มุมกด, จากมุมสูง
- | low | - | - | low angle, low-angle, low angle shot, from below, hero angle, low-angle shot, looking up at | มุมต่ำ, ภาพมุมต่ำ, มุมเงย, จากด้านล่าง, มุมช้อน, จากมุมต่ำ
- | overhead | - | - | overhead, overhead shot, top shot, top-down, top down, bird's eye view, birds eye view, bird's-eye view, flat lay, straight down, top view, overhead view, from directly above | มุมมองจากด้านบน, ภาพมุมนก, มุมท็อป, ท็อปช็อต, มุมบนตรง, ท็อปวิว, มุมนก, มุมตานก
- | dutch | - | - | dutch angle, dutch tilt, canted angle, tilted frame, dutch | มุมเอียง, ภาพเอียง, ดัตช์แองเกิล
- | ground | - | - | ground level, ground-level, worm's eye view, worm's-eye view, from the ground, floor level | ระดับพื้น, มุมมด, มุมหนอน, มุมติดพื้น
- | eye-level | - | - | eye level, eye-level, straight on, straight-on | ระดับสายตา, มุมระดับสายตา
- | - | static | - | static shot, static, locked-off, locked off, still camera, fixed camera, tripod shot, locked camera, camera holds | กล้องนิ่ง, ภาพนิ่ง, กล้องตั้งนิ่ง, ตั้งกล้อง, สแตติก
- | - | pan-left | - | pan left, pans left, panning left | แพนซ้าย, แพนไปทางซ้าย, กล้องแพนซ้าย
- | - | pan-right | - | pan, pan right, pans right, panning shot, pan across, panning, camera pans, slow pan, camera pans right | แพนกล้อง, แพนขวา, แพน, กล้องแพน, แพนไปทางขวา, แพนไป
- | - | tilt-up | - | tilt up, tilts up, tilt, camera tilts up, tilting up | ทิลต์ขึ้น, ทิลท์ขึ้น, เงยกล้อง, ทิลต์, กล้องเงยขึ้น, ทิลท์อัพ
- | - | tilt-down | - | tilt down, tilts down, camera tilts down, tilting down | ทิลต์ลง, ทิลท์ลง, ก้มกล้อง, กล้องก้มลง
- | - | push-in | - | push in, push-in, pushes in, slow push in, slow push, dolly in, dolly-in, camera moves in, moves closer, camera pushes in, slow push-in, dollies in, dolly, moves in on, camera closes in, slowly push in | ดอลลี่อิน, กล้องเข้าใกล้, พุชอิน, ดอลลี่เข้า, เคลื่อนกล้องเข้า, กล้องเคลื่อนเข้า, กล้องค่อยๆ เข้าใกล้, ดอลลี่, กล้องค่อยๆเคลื่อนเข้า, ดันกล้องเข้า
- | - | pull-out | - | pull out, pull-out, pull back, pulls back, dolly out, pulls out, camera pulls back, pullback, reveal shot, camera pulls out, widen out, dolly back | ดอลลี่เอาต์, ถอยกล้อง, กล้องถอย, กล้องถอยออก, ดอลลี่ออก, พูลเอาต์, กล้องเคลื่อนออก, ถอยออก, กล้องค่อยๆ ถอยออก
- | - | truck-left | - | truck left, trucks left, slide left, dolly left, track left | ทรัคซ้าย, เลื่อนกล้องซ้าย, สไลด์ซ้าย
- | - | truck-right | - | truck right, trucks right, slide right, dolly right, track right, trucking shot, slider shot, lateral tracking | ทรัคขวา, เลื่อนกล้องขวา, สไลด์กล้อง, เลื่อนกล้อง
- | - | pedestal-up | - | pedestal up, boom up, camera rises | เพเดสตัลขึ้น, ยกกล้องขึ้น, กล้องยกขึ้น
- | - | pedestal-down | - | pedestal down, boom down, camera lowers, camera descends | เพเดสตัลลง, ลดกล้องลง
- | - | arc-right | - | arc, arc shot, orbit, orbiting shot, orbit shot, camera circles, circles around, orbits, 360 shot, arc right, camera orbits, 360-degree shot, camera rotates around, arc around | กล้องหมุนรอบ, ออร์บิท, อาร์ค, วนรอบ, หมุนกล้องรอบ, กล้องวนรอบ, ถ่าย 360 องศา
- | - | arc-left | - | arc left, orbit left | อาร์คซ้าย, วนซ้าย
- | - | crane-up | - | crane up, crane shot, crane, jib up, rising crane, camera cranes up | เครนขึ้น, เครน, เครนช็อต, กล้องเครน
- | - | crane-down | - | crane down, jib down, camera cranes down | เครนลง
- | - | handheld | - | handheld, hand-held, shaky cam, handheld camera, shaky camera, documentary style camera | แฮนด์เฮลด์, กล้องมือถือถ่าย, กล้องสั่น, แฮนด์เฮล, กล้องสั่นไหว
- | - | zoom-in | - | zoom in, zooms in, zoom, crash zoom, slow zoom, zooming in, punch in, zoom-in | ซูมเข้า, ซูมอิน, ซูม, กล้องซูมเข้า, ค่อยๆ ซูมเข้า, ซูมเข้าไป
- | - | zoom-out | - | zoom out, zooms out, zooming out, zoom-out | ซูมออก, ซูมเอาต์, กล้องซูมออก
- | - | whip-pan | - | whip pan, whip, swish pan, whip-pan | วิปแพน, แพนเร็ว, สะบัดกล้อง
- | - | follow | - | tracking shot, follow shot, steadicam, camera follows, tracks, follow cam, following shot, tracking, camera tracks, we follow, dolly alongside, gimbal shot | ติดตาม, กล้องตาม, กล้องติดตาม, แทร็กกิ้ง, สเตดิแคม, แทร็กกิ้งช็อต, กล้องเดินตาม, กล้องวิ่งตาม
- | - | - | cut | cut to, hard cut, smash cut, match cut, jump cut | คัท, ตัดไปที่, ตัดภาพ, ตัดสลับ, ตัดไป
- | - | - | dissolve | dissolve, dissolve to, cross dissolve, crossfade, cross-fade, dissolves to, cross fade, dissolves, blend into | ดิสโซลฟ์, ภาพซ้อน, จางซ้อน, ครอสเฟด, ภาพค่อยๆ เปลี่ยน, ดิสโซล์ฟ
- | - | - | fade | fade to black, fade in, fade out, fade, fades to black, fade from black, fade to white, fades out, fades in | เฟด, เฟดดำ, เฟดเป็นสีดำ, เฟดเอาต์, เฟดอิน, ภาพค่อยๆ มืด, ค่อยๆ มืดลง, เฟดออก
- | - | - | wipe | wipe to, wipe transition, screen wipe, wipe cut | ไวป์, ภาพกวาด, กวาดภาพ
`;

/** role | English | Thai */
export const ROLE_TABLE = `
hook | hook, attention grabber, grab attention, cold open, teaser, opening shot, opener | ฮุค, เปิดเรื่อง, ดึงดูดความสนใจ, เปิดตัวเรื่อง
problem | problem, pain point, frustration, struggle with, tired of, fed up, stuck, fails, broken, runs out, no time, too busy, late for, nothing works | ปัญหา, เบื่อไหม, เบื่อกับ, ไม่มีเวลา, สายแล้ว, พัง, หมดแรง, ยุ่งยาก, ลำบาก
product | introducing, meet the new, product shot, packshot, pack shot, the new, our new, product reveal, product, new product, product hero, comes in | ขอแนะนำ, เปิดตัว, สินค้าใหม่, ภาพสินค้า, ผลิตภัณฑ์, สินค้า, ช็อตสินค้า, สินค้าตัวใหม่
proof | proof, testimonial, review, reviews, clinically tested, tested, customers love, results, five stars, 5 stars, award-winning, before and after, trusted by, proven, social proof | รีวิว, ผลลัพธ์, พิสูจน์, ลูกค้าบอก, การันตี, ได้รับรางวัล, ก่อนและหลัง, ห้าดาว, ยืนยัน
turn | but then, suddenly, until, everything changes, then one day, turning point, twist, all of a sudden, instead, one day | ทันใดนั้น, จู่ๆ, แต่แล้ว, จนกระทั่ง, จุดเปลี่ยน, แล้ววันหนึ่ง, วันหนึ่ง, ทันใด
resolution | finally, at last, in the end, happily ever after, resolution, ending, solved, now everything, at the end, the end | ในที่สุด, สุดท้าย, ตอนจบ, จบ, ปิดท้าย, แก้ปัญหาได้
call-to-action | call to action, cta, buy now, shop now, order now, order today, sign up, download, subscribe, visit us, learn more, get yours, try it today, book now, call now, available now, scan the qr code, follow us, tap the link, link in bio, swipe up, join us, get it now, try it now, visit our website, end card, logo, order online now, come and visit, start today, try it free, download now | สั่งเลย, ซื้อเลย, สั่งซื้อ, ดาวน์โหลด, ดาวน์โหลดเลย, สมัครเลย, คลิกเลย, แอดไลน์, ทักแชท, โทรเลย, จองเลย, มีจำหน่ายแล้ว, ติดตามเรา, สแกน qr, ซื้อได้ที่, สั่งได้ที่, กดสั่งเลย, แวะมา, วันนี้ที่, โลโก้, ลองเลย, ทดลองฟรี, สั่งซื้อวันนี้, คอลทูแอ็กชัน
context | meanwhile, once upon a time, every day, background story, we see, setting, context, in a small town | กาลครั้งหนึ่ง, ทุกวัน, ในขณะเดียวกัน, บริบท, เกริ่น
`;
