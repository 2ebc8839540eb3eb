/** Same columns as `common-things.ts`: objects of daily life, home, work, nature and packaging. */
export const OBJECT_TABLE = `
1f4e6 | product | 0.25 | table | product, package, packaging, new product, box, pack, our product, item, the brand's product, cardboard box, gadget, device | สินค้า, ผลิตภัณฑ์, แพ็กเกจ, กล่อง, บรรจุภัณฑ์, กล่องสินค้า, กล่องกระดาษ
1f4e6 | thing | 0.35 | ground | parcel, delivery box, boxes, moving boxes | พัสดุ, กล่องพัสดุ, ลัง
1f9f4 | product | 0.2 | table | bottle, lotion, cream, shampoo, skincare, serum, sunscreen, moisturizer, moisturiser, perfume, body wash, sun cream, face cream, lotion bottle, conditioner, detergent, cosmetics | ขวด, โลชั่น, ครีม, แชมพู, เซรั่ม, ครีมกันแดด, น้ำหอม, สกินแคร์, ครีมบำรุง, ขวดน้ำ, น้ำยา, ผงซักฟอก, เครื่องสำอาง
1f484 | product | 0.08 | table | lipstick, makeup, make-up | ลิปสติก, เมคอัพ
1f96b | product | 0.12 | table | can, can of soda, canned food, tin, can of drink, soda can | กระป๋อง, เครื่องดื่มกระป๋อง, อาหารกระป๋อง
1fad9 | product | 0.15 | table | jar, sauce, jam, jar of sauce | โหล, ซอส, น้ำพริก, แยม, ขวดโหล
1f4f1 | thing | 0.15 | table | phone, smartphone, mobile phone, mobile, app, cell phone, cellphone, iphone, phone screen, screen | โทรศัพท์, มือถือ, สมาร์ตโฟน, สมาร์ทโฟน, โทรศัพท์มือถือ, แอป, แอปพลิเคชัน, หน้าจอ, จอมือถือ
1f4bb | thing | 0.25 | table | laptop, notebook computer, computer, macbook | แล็ปท็อป, โน้ตบุ๊ก, คอมพิวเตอร์, โน๊ตบุ๊ค, คอม
1f5a5 | thing | 0.5 | table | desktop computer, monitor, computer screen | จอคอมพิวเตอร์, จอคอม
1f4fa | thing | 0.6 | ground | television, tv, tv screen | ทีวี, โทรทัศน์
1f4f7 | thing | 0.12 | table | camera in hand, photo camera, film camera, old camera | กล้องถ่ายรูป, กล้องฟิล์ม
1f3a7 | thing | 0.2 | table | headphones, headphone, earphones, earbuds, headset | หูฟัง, เฮดโฟน
231a | thing | 0.08 | table | watch, wristwatch, smartwatch, smart watch | นาฬิกาข้อมือ, สมาร์ทวอทช์, นาฬิกา
23f0 | thing | 0.15 | table | alarm clock, clock, alarm | นาฬิกาปลุก
1f570 | thing | 0.3 | table | old clock, mantel clock, grandfather clock | นาฬิกาโบราณ
1f50b | product | 0.15 | table | battery, power bank | แบตเตอรี่, พาวเวอร์แบงก์
1f4d6 | thing | 0.25 | table | book, open book, novel, diary, recipe book, textbook, photo album, bible | หนังสือ, สมุด, นิยาย, ไดอารี่, ตำรา
1f4da | thing | 0.3 | table | books, stack of books, pile of books | กองหนังสือ, หนังสือหลายเล่ม
1f4d3 | thing | 0.2 | table | notebook, sketchbook, notepad | สมุดบันทึก, สมุดโน้ต
1f4f0 | thing | 0.35 | table | newspaper, magazine | หนังสือพิมพ์, นิตยสาร
1f4c4 | thing | 0.3 | table | paper, document, contract, sheet of paper, script, paperwork | กระดาษ, เอกสาร, สัญญา
2709 | thing | 0.15 | table | letter, envelope, mail, postcard | จดหมาย, ซองจดหมาย, โปสการ์ด
1f5fa | thing | 0.4 | table | map | แผนที่
270f | thing | 0.18 | table | pencil, pencils | ดินสอ
1f58a | thing | 0.15 | table | pen | ปากกา
1f58c | thing | 0.25 | table | paintbrush, brush | พู่กัน, แปรงทาสี
1f3a8 | thing | 0.3 | table | palette, paints, paint | จานสี, สีน้ำ
1f5bc | thing | 0.7 | wall | painting, picture frame, framed picture, portrait, picture | ภาพวาด, กรอบรูป, รูปภาพ
1f5bc | thing | 0.2 | table | photograph, family photo, photo, old photo | รูปถ่าย, ภาพถ่าย
1f4b0 | thing | 0.3 | table | money bag, cash, money, savings | เงิน, ถุงเงิน, เงินสด
1f4b3 | thing | 0.06 | table | credit card, bank card, debit card | บัตรเครดิต, บัตร
1fa99 | thing | 0.05 | table | coin, coins | เหรียญ
1f45b | thing | 0.15 | table | purse, wallet | กระเป๋าสตางค์, กระเป๋าเงิน
1f45c | thing | 0.35 | ground | handbag, bag, tote bag | กระเป๋าถือ, กระเป๋า, ถุง
1f392 | thing | 0.5 | ground | backpack, rucksack, school bag, schoolbag | เป้, กระเป๋าเป้, กระเป๋านักเรียน
1f9f3 | thing | 0.7 | ground | suitcase, luggage, baggage | กระเป๋าเดินทาง, สัมภาระ
1f6cd | thing | 0.5 | ground | shopping bag, shopping bags, groceries | ถุงช้อปปิ้ง, ของชำ
1f4bc | thing | 0.4 | ground | briefcase | กระเป๋าเอกสาร
1f9fa | thing | 0.4 | ground | basket, laundry, wicker basket | ตะกร้า, กระบุง, กระจาด
1f45f | product | 0.15 | ground | running shoes, shoes, sneakers, sneaker, trainers, running shoe, shoe, new shoes, footwear, shoelaces, shoelace | รองเท้า, รองเท้าวิ่ง, รองเท้าผ้าใบ, สนีกเกอร์
1f460 | thing | 0.2 | ground | high heels, heels, stilettos | รองเท้าส้นสูง
1f97e | thing | 0.25 | ground | boots, hiking boots, boot | รองเท้าบูต
1fa74 | thing | 0.08 | ground | sandals, flip-flops, slippers | รองเท้าแตะ
1f455 | thing | 0.6 | table | clothes, clothing, outfit, tee | เสื้อผ้า, เสื้อ
1f48d | thing | 0.04 | table | ring, wedding ring, engagement ring, jewellery, jewelry | แหวน, เครื่องประดับ
1f48e | thing | 0.06 | table | diamond, gem, jewel | เพชร, อัญมณี
2602 | thing | 0.9 | ground | umbrella, parasol | ร่ม
26f1 | thing | 2.2 | ground | beach umbrella, sunshade | ร่มชายหาด
1f511 | thing | 0.08 | table | key, keys, car keys, car key | กุญแจ
1f6aa | thing | 2.1 | ground | door, front door | ประตู
1fa91 | thing | 0.95 | ground | chair, stool, empty chair, wheelchair | เก้าอี้
1f6cb | thing | 1.1 | ground | sofa, armchair | เก้าอี้โซฟา
1fa9e | thing | 1.2 | wall | mirror | กระจก, กระจกเงา
1f4a1 | thing | 0.15 | air | light bulb, bulb, lightbulb | หลอดไฟ
1f56f | thing | 0.2 | table | candle, candles, candlelight | เทียน, แสงเทียน, ธูป
1f3ee | thing | 0.4 | air | lantern, lanterns, paper lantern, sky lantern, lamp | โคมไฟ, โคม, โคมลอย, ตะเกียง
1f526 | thing | 0.2 | table | flashlight, torch | ไฟฉาย
1f9f9 | thing | 1.3 | ground | broom | ไม้กวาด
1faa3 | thing | 0.35 | ground | bucket, pail | ถัง, ถังน้ำ
1f9fc | thing | 0.08 | table | soap, bar of soap | สบู่
1faa5 | thing | 0.18 | table | toothbrush, toothpaste | แปรงสีฟัน, ยาสีฟัน
1f48a | thing | 0.05 | table | pill, pills, medicine, vitamin, vitamins, supplement | ยา, วิตามิน, อาหารเสริม, ยาเม็ด
1fa7a | thing | 0.4 | table | stethoscope | หูฟังแพทย์
1f52c | thing | 0.4 | table | microscope | กล้องจุลทรรศน์
1f9ea | thing | 0.2 | table | test tube, vial | หลอดทดลอง
1f52d | thing | 1.4 | ground | telescope | กล้องดูดาว, กล้องโทรทรรศน์
1f528 | thing | 0.3 | table | hammer | ค้อน
1f527 | thing | 0.25 | table | wrench, spanner, tool | ประแจ, เครื่องมือ
1f9f0 | thing | 0.3 | ground | toolbox, tools | กล่องเครื่องมือ
1fa9c | thing | 2.5 | ground | ladder | บันไดลิง
1f9f5 | thing | 0.1 | table | thread, fabric | ด้าย, ผ้า
1f9f6 | thing | 0.15 | table | yarn, wool | ไหมพรม, ไหม
1f3a4 | thing | 0.25 | table | microphone, mic | ไมโครโฟน, ไมค์
1f3b8 | thing | 1 | ground | guitar | กีตาร์
1f3b9 | thing | 0.9 | ground | piano, keyboard | เปียโน, คีย์บอร์ด
1f3bb | thing | 0.6 | table | violin | ไวโอลิน
1f941 | thing | 0.6 | ground | drum, drums | กลอง
1f3ba | thing | 0.5 | table | trumpet | ทรัมเป็ต
1f3b7 | thing | 0.7 | table | saxophone | แซกโซโฟน
1f3c4 | vehicle | 0.5 | ground | surfboard, surf board, paddleboard, bodyboard | กระดานโต้คลื่น, เซิร์ฟบอร์ด, กระดานเซิร์ฟ
26bd | thing | 0.24 | ground | football, ball, soccer ball | ลูกบอล, ลูกฟุตบอล, บอล
1f3c0 | thing | 0.26 | ground | basketball | ลูกบาส, บาสเกตบอล
1f3be | thing | 0.1 | ground | tennis ball | ลูกเทนนิส
1f3d0 | thing | 0.25 | ground | volleyball | วอลเลย์บอล
1f94a | thing | 0.35 | table | boxing gloves, boxing glove | นวม, นวมชกมวย
1f3c6 | thing | 0.4 | table | trophy, cup trophy | ถ้วยรางวัล, ถ้วยแชมป์
1f3c5 | thing | 0.1 | table | medal, gold medal | เหรียญรางวัล, เหรียญทอง
1f3ae | thing | 0.1 | table | game controller, video game, console, controller | จอยเกม, เกม
1f9e9 | thing | 0.15 | table | puzzle, puzzle piece | จิ๊กซอว์
1f9f8 | thing | 0.35 | table | teddy bear, toy, teddy, doll | ตุ๊กตาหมี, ของเล่น, ตุ๊กตา
1fa81 | thing | 0.8 | air | kite, kites | ว่าว
1f388 | thing | 0.5 | air | balloon, balloons | ลูกโป่ง
1f381 | thing | 0.3 | table | gift, present box, gift box, wrapped gift | ของขวัญ, กล่องของขวัญ
1f384 | thing | 2.2 | ground | christmas tree | ต้นคริสต์มาส
1f490 | thing | 0.4 | table | bouquet, bunch of flowers, flowers | ช่อดอกไม้, ดอกไม้
1f339 | thing | 0.4 | table | rose, roses | กุหลาบ, ดอกกุหลาบ
1f33b | thing | 1.5 | ground | sunflower, sunflowers | ทานตะวัน, ดอกทานตะวัน
1f337 | thing | 0.4 | ground | tulip, flower | ทิวลิป
1fab7 | thing | 0.3 | ground | lotus, lotus flower, garland | ดอกบัว, พวงมาลัย
1f338 | thing | 0.2 | air | cherry blossom, cherry blossoms, petals | ซากุระ, กลีบดอกไม้
1fab4 | thing | 0.6 | ground | potted plant, houseplant, plant pot, pot plant | กระถางต้นไม้, ต้นไม้ในกระถาง
1f331 | thing | 0.2 | ground | seedling, sprout, seed, sapling, young plant | ต้นกล้า, ต้นอ่อน, เมล็ดพันธุ์
1f333 | thing | 6 | ground | tree, trees, oak, old tree | ต้นไม้, ต้นไม้ใหญ่
1f332 | thing | 8 | ground | pine tree, pine, fir | ต้นสน
1f334 | thing | 7 | ground | palm tree, palm, palm trees, coconut tree | ต้นมะพร้าว, ต้นปาล์ม
1f335 | thing | 2 | ground | cactus | กระบองเพชร
1f343 | thing | 0.2 | air | leaf, leaves, green leaves | ใบไม้, ใบชา
1f342 | thing | 0.2 | air | fallen leaf, autumn leaves, falling leaves, dry leaves | ใบไม้แห้ง, ใบไม้ร่วง
1faa8 | thing | 1 | ground | rock, stone, boulder | ก้อนหิน, หิน
1fab5 | thing | 0.5 | ground | log, firewood, wood | ท่อนไม้, ฟืน
26fa | thing | 1.8 | ground | tent | เต็นท์
26f2 | thing | 3 | ground | fountain | น้ำพุ
1f3e0 | thing | 6 | ground | small house, cottage, little house | บ้านหลังเล็ก
1f6d6 | thing | 4 | ground | hut, shack | กระท่อม
1f3a1 | thing | 40 | ground | ferris wheel | ชิงช้าสวรรค์
1fa82 | thing | 4 | air | parachute | ร่มชูชีพ
1f308 | thing | 20 | air | rainbow | รุ้ง, สายรุ้ง, รุ้งกินน้ำ
26c4 | thing | 1.6 | ground | snowman | ตุ๊กตาหิมะ, สโนว์แมน
1f3a3 | thing | 1.6 | ground | fishing rod, fishing pole | เบ็ด, คันเบ็ด
1f3a9 | thing | 0.2 | table | top hat | หมวกทรงสูง
1f3ac | thing | 0.3 | table | clapperboard, film slate, slate | สเลท
1fae7 | thing | 0.3 | air | bubbles, foam | ฟองสบู่, ฟอง
1f9f1 | thing | 0.1 | ground | brick, bricks | อิฐ
1f3fa | thing | 0.4 | table | clay pot, pottery, amphora, clay, ceramic | เครื่องปั้นดินเผา, หม้อดิน, ไห, โอ่ง
1f514 | thing | 0.2 | air | bell | ระฆัง, กระดิ่ง
1f9ff | thing | 0.1 | table | amulet | พระเครื่อง, เครื่องราง
1f963 | thing | 0.12 | table | alms bowl, bowl of food, cereal, empty bowl | บาตร, ซีเรียล
`;
