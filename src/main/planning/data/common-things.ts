/**
 * hexcode | kind (animal, vehicle, thing, product) | height in metres | support | English (the first is the id) | Thai
 * The nouns of advertisements and films; everything else is looked up in the pictogram index. Heights are of the picture
 * as drawn: a car is as high as a car, so the painter can set it beside a person.
 */
export const ANIMAL_VEHICLE_TABLE = `
1f415 | animal | 0.7 | ground | dog, puppy, hound, labrador, golden retriever, stray dog | หมา, สุนัข, ลูกหมา, น้องหมา, หมาจรจัด, เจ้าหมา
1f408 | animal | 0.35 | ground | cat, kitten, kitty, stray cat | แมว, ลูกแมว, น้องแมว, แมวเหมียว, เจ้าแมว
1f40e | animal | 1.8 | ground | horse, pony, stallion | ม้า
1f404 | animal | 1.5 | ground | cow, cattle, calf | วัว
1f403 | animal | 1.6 | ground | buffalo, water buffalo | ควาย, กระบือ
1f416 | animal | 0.9 | ground | pig, piglet | หมู, ลูกหมู
1f410 | animal | 0.9 | ground | goat | แพะ
1f411 | animal | 0.9 | ground | sheep, lamb | แกะ
1f418 | animal | 3 | ground | elephant, baby elephant | ช้าง, ลูกช้าง
1f405 | animal | 1.1 | ground | tiger | เสือ, เสือโคร่ง
1f406 | animal | 0.9 | ground | leopard, cheetah, jaguar | เสือดาว, เสือดำ
1f412 | animal | 0.7 | ground | monkey, ape | ลิง
1f407 | animal | 0.35 | ground | rabbit, bunny | กระต่าย
1f98c | animal | 1.5 | ground | deer, stag | กวาง
1f413 | animal | 0.5 | ground | rooster, cock | ไก่ตัวผู้, ไก่ขัน
1f414 | animal | 0.4 | ground | chicken, hen | ไก่, แม่ไก่
1f426 | animal | 0.2 | air | bird, sparrow | นก
1f54a | animal | 0.3 | air | dove, pigeon, seagull, gull | นกพิราบ, นกนางนวล
1f985 | animal | 0.8 | air | eagle, hawk, falcon | นกอินทรี, เหยี่ยว
1f986 | animal | 0.4 | ground | duck | เป็ด
1f989 | animal | 0.4 | air | owl | นกฮูก
1f427 | animal | 0.9 | ground | penguin | เพนกวิน
1f99c | animal | 0.4 | air | parrot | นกแก้ว
1f41f | animal | 0.3 | ground | fish | ปลา
1f420 | animal | 0.2 | ground | tropical fish, goldfish | ปลาทอง, ปลาสวยงาม
1f433 | animal | 4 | ground | whale | วาฬ, ปลาวาฬ
1f42c | animal | 2 | ground | dolphin | โลมา, ปลาโลมา
1f988 | animal | 2 | ground | shark | ฉลาม, ปลาฉลาม
1f422 | animal | 0.4 | ground | turtle, tortoise | เต่า
1f40d | animal | 0.4 | ground | snake | งู
1f40a | animal | 0.6 | ground | crocodile, alligator | จระเข้
1f98b | animal | 0.1 | air | butterfly, butterflies | ผีเสื้อ
1f41d | animal | 0.05 | air | bee | ผึ้ง
1f697 | vehicle | 1.5 | ground | car, automobile, sedan, sports car, family car, supercar, hatchback | รถ, รถยนต์, รถเก๋ง, รถสปอร์ต, รถคันใหม่
1f699 | vehicle | 1.8 | ground | suv, jeep, off-roader, four-wheel drive | รถเอสยูวี, รถจี๊ป
1f6fb | vehicle | 1.8 | ground | pickup, pickup truck | รถกระบะ, รถปิกอัพ
1f695 | vehicle | 1.5 | ground | taxi, cab | แท็กซี่, รถแท็กซี่
1f6fa | vehicle | 1.9 | ground | tuk-tuk, tuk tuk, rickshaw | ตุ๊กตุ๊ก, รถตุ๊กตุ๊ก, ตุ๊ก ๆ, รถสามล้อ
1f3cd | vehicle | 1.2 | ground | motorcycle, motorbike | มอเตอร์ไซค์, จักรยานยนต์, รถมอเตอร์ไซค์, รถเครื่อง, บิ๊กไบค์
1f6f5 | vehicle | 1.2 | ground | scooter, moped, vespa | สกู๊ตเตอร์, เวสป้า
1f6b2 | vehicle | 1.1 | ground | bicycle, bike, mountain bike | จักรยาน, รถจักรยาน
1f68c | vehicle | 3 | ground | bus, coach bus, school bus | รถเมล์, รถบัส, รถโดยสาร, รถโรงเรียน
1f690 | vehicle | 2.2 | ground | van, minivan, minibus, camper van, campervan | รถตู้
1f69a | vehicle | 3 | ground | truck, lorry, delivery van, delivery truck | รถบรรทุก, รถส่งของ
1f691 | vehicle | 2.5 | ground | ambulance | รถพยาบาล
1f692 | vehicle | 3 | ground | fire engine, fire truck | รถดับเพลิง
1f693 | vehicle | 1.5 | ground | police car | รถตำรวจ
1f69c | vehicle | 2.6 | ground | tractor | รถไถ, แทรกเตอร์
1f686 | vehicle | 3.6 | ground | train, subway train, sky train | รถไฟ, รถไฟฟ้า, ขบวนรถไฟ
1f684 | vehicle | 3.6 | ground | high-speed train, bullet train | รถไฟความเร็วสูง
1f3ce | vehicle | 1 | ground | race car, racing car, formula one car | รถแข่ง
26f5 | vehicle | 6 | ground | sailboat, yacht, sailing boat | เรือใบ, เรือยอร์ช
1f6f6 | vehicle | 0.8 | ground | boat, canoe, kayak, longtail boat, long-tail boat, rowing boat | เรือ, เรือพาย, เรือหางยาว, เรือแคนู, เรือคายัค, เรือไม้
1f6a4 | vehicle | 1.6 | ground | speedboat, motorboat | เรือเร็ว, สปีดโบ๊ท
1f6a2 | vehicle | 20 | ground | ship, cargo ship, cruise ship | เรือใหญ่, เรือสำราญ, เรือสินค้า
26f4 | vehicle | 8 | ground | ferry | เรือข้ามฟาก, เรือเฟอร์รี่
2708 | vehicle | 6 | air | plane, airplane, aeroplane, jet, aircraft, airliner | เครื่องบิน
1f681 | vehicle | 3.5 | air | helicopter | เฮลิคอปเตอร์
1f680 | vehicle | 20 | ground | rocket, spaceship, spacecraft | จรวด, ยานอวกาศ
1f6f8 | vehicle | 3 | air | ufo, flying saucer | ยูเอฟโอ, จานบิน
1f6f9 | vehicle | 0.25 | ground | skateboard | สเก็ตบอร์ด
1f6f4 | vehicle | 1.1 | ground | kick scooter, e-scooter, electric scooter | สกู๊ตเตอร์ไฟฟ้า
1f6d2 | thing | 1 | ground | shopping cart, trolley, shopping trolley, cart | รถเข็น, รถเข็นช้อปปิ้ง
`;

export const FOOD_TABLE = `
2615 | thing | 0.1 | table | coffee, cup of coffee, coffee cup, espresso, latte, cappuccino, americano, mug, cup, hot drink, hot coffee, hot chocolate | กาแฟ, ถ้วยกาแฟ, แก้วกาแฟ, กาแฟร้อน, ลาเต้, เอสเปรสโซ, คาปูชิโน, อเมริกาโน่, ถ้วย, กาแฟสด
1fad8 | thing | 0.08 | table | beans, coffee beans, coffee bean | เมล็ดกาแฟ, ถั่ว
1f375 | thing | 0.09 | table | tea, cup of tea, green tea, matcha, teacup | ชา, ถ้วยชา, ชาเขียว, ชาร้อน, มัทฉะ
1fad6 | thing | 0.2 | table | teapot, kettle, coffee pot | กาน้ำชา, กาน้ำ
1f964 | thing | 0.2 | table | soda, iced coffee, soft drink, cup with straw, takeaway cup, cola, smoothie, milkshake, iced tea, cold drink, energy drink, drink | น้ำอัดลม, เครื่องดื่ม, กาแฟเย็น, น้ำหวาน, ชาเย็น, สมูทตี้, แก้วน้ำ, เครื่องดื่มชูกำลัง, น้ำ
1f9cb | thing | 0.2 | table | bubble tea, boba, milk tea | ชานม, ชานมไข่มุก, ชาไข่มุก
1f9c3 | thing | 0.15 | table | juice, juice box, orange juice, milk carton, carton | น้ำผลไม้, น้ำส้ม, กล่องนม, นมกล่อง
1f95b | thing | 0.15 | table | milk, glass of milk, glass of water, water glass, a glass of water, glass | นม, แก้วนม, แก้ว, น้ำเปล่า, น้ำดื่ม
1f37a | thing | 0.2 | table | beer, pint, pint of beer | เบียร์
1f377 | thing | 0.22 | table | wine, glass of wine, red wine, wine glass | ไวน์, แก้วไวน์
1f378 | thing | 0.18 | table | cocktail, martini | ค็อกเทล
1f37e | thing | 0.32 | table | champagne, bottle of wine, wine bottle, champagne bottle | แชมเปญ, ขวดไวน์
1f376 | thing | 0.2 | table | sake, fish sauce bottle, vase, sauce bottle | ขวดซอส, แจกัน, ขวดน้ำปลา
1f35c | thing | 0.15 | table | noodles, noodle, bowl of noodles, noodle soup, ramen, soup, bowl, noodle bowl, pho, bowl of soup, steaming bowl, tom yum | ก๋วยเตี๋ยว, บะหมี่, ชามก๋วยเตี๋ยว, ซุป, ราเมน, ชาม, ต้มยำ, เย็นตาโฟ, ข้าวซอย, ก๋วยเตี๋ยวเรือ, ต้มยำกุ้ง, เส้นก๋วยเตี๋ยว
1f35d | thing | 0.1 | table | pasta, spaghetti, pad thai | สปาเกตตี, พาสต้า, ผัดไทย
1f35a | thing | 0.12 | table | rice, bowl of rice, cooked rice | ข้าว, ข้าวสวย, ข้าวเปล่า, ข้าวต้ม, ข้าวผัด
1f35b | thing | 0.1 | table | curry, green curry, food, dish, meal, plate of food, dinner, lunch, breakfast, plate, cuisine | แกงเขียวหวาน, ข้าวแกง, อาหาร, จานอาหาร, มื้อเย็น, อาหารเช้า, อาหารเย็น, อาหารกลางวัน, กับข้าว, ข้าวเย็น, ข้าวเช้า, จาน, ข้าวกะเพรา, กะเพรา, มื้ออาหาร
1f957 | thing | 0.1 | table | salad, papaya salad | สลัด, ส้มตำ, ผักสลัด
1f372 | thing | 0.2 | table | pot, stew, hot pot, hotpot, cooking pot, saucepan | หม้อ, สตูว์, หม้อไฟ, สุกี้, ชาบู
1f373 | thing | 0.08 | table | frying pan, pan, wok, fried egg, fried eggs, omelette, skillet | กระทะ, ไข่ดาว, ไข่เจียว
1f95a | thing | 0.06 | table | egg | ไข่
1f354 | thing | 0.1 | table | burger, hamburger, cheeseburger | เบอร์เกอร์, แฮมเบอร์เกอร์
1f355 | thing | 0.1 | table | pizza, slice of pizza | พิซซ่า
1f35f | thing | 0.12 | table | fries, french fries, chips | เฟรนช์ฟรายส์, มันฝรั่งทอด, เฟรนช์ฟรายส์
1f32e | thing | 0.1 | table | taco | ทาโก้
1f96a | thing | 0.1 | table | sandwich, toast | แซนด์วิช
1f32d | thing | 0.08 | table | hot dog, sausage | ฮอทดอก, ไส้กรอก
1f357 | thing | 0.12 | table | fried chicken, grilled chicken, chicken leg, roast chicken, chicken wings | ไก่ทอด, ไก่ย่าง, น่องไก่
1f356 | thing | 0.12 | table | meat, barbecue ribs, grilled pork, skewers, satay, ribs | เนื้อ, หมูปิ้ง, หมูย่าง, บาร์บีคิว, ลูกชิ้นปิ้ง, หมูสะเต๊ะ, หมูกระทะ
1f969 | thing | 0.06 | table | steak, beef, pork | สเต๊ก, เนื้อวัว, เนื้อหมู
1f364 | thing | 0.1 | table | fried shrimp, tempura, prawn, prawns | กุ้งทอด, กุ้งเผา, กุ้ง
1f363 | thing | 0.06 | table | sushi, sashimi | ซูชิ, ปลาดิบ
1f95f | thing | 0.06 | table | dumpling, dim sum, gyoza | ติ่มซำ, เกี๊ยว, ซาลาเปา
1f371 | thing | 0.08 | table | lunch box, bento, lunchbox | ข้าวกล่อง, เบนโตะ, ปิ่นโต, กล่องข้าว
1f961 | thing | 0.15 | table | takeaway, takeout, takeaway box, food delivery, delivery bag, takeout box | อาหารกล่อง, กล่องอาหาร, ถุงอาหาร
1f35e | thing | 0.12 | table | bread, loaf, loaf of bread, dough | ขนมปัง, แป้งโด
1f950 | thing | 0.07 | table | croissant, pastry, pastries | ครัวซองต์, เพสทรี
1f370 | thing | 0.1 | table | cake, slice of cake, dessert, cheesecake | เค้ก, ขนมเค้ก, ของหวาน, ขนม
1f382 | thing | 0.2 | table | birthday cake | เค้กวันเกิด
1f369 | thing | 0.06 | table | doughnut, donut | โดนัท
1f36a | thing | 0.04 | table | cookie, biscuit, cookies | คุกกี้, บิสกิต
1f36b | thing | 0.12 | table | chocolate, chocolate bar | ช็อกโกแลต, ช็อคโกแลต
1f366 | thing | 0.15 | table | ice cream, ice-cream, ice cream cone, gelato | ไอศกรีม, ไอติม, ไอศครีม
1f368 | thing | 0.1 | table | bowl of ice cream, sundae | ไอศกรีมถ้วย
1f367 | thing | 0.12 | table | shaved ice | น้ำแข็งไส, บิงซู
1f37f | thing | 0.2 | table | popcorn | ป๊อปคอร์น
1f34e | thing | 0.08 | table | apple, red apple, fruit | แอปเปิล, แอปเปิ้ล, ผลไม้
1f34a | thing | 0.08 | table | orange, oranges, tangerine | ส้ม, ผลส้ม
1f34b | thing | 0.07 | table | lemon | เลมอน, มะนาว
1f34c | thing | 0.15 | table | banana | กล้วย
1f34d | thing | 0.3 | table | pineapple | สับปะรด
1f96d | thing | 0.12 | table | mango, mango sticky rice | มะม่วง, ข้าวเหนียวมะม่วง
1f349 | thing | 0.25 | table | watermelon | แตงโม
1f965 | thing | 0.15 | table | coconut, coconuts | มะพร้าว, ลูกมะพร้าว
1f347 | thing | 0.15 | table | grapes | องุ่น
1f353 | thing | 0.05 | table | strawberry, strawberries | สตรอว์เบอร์รี, สตรอเบอร์รี่
1f345 | thing | 0.07 | table | tomato, tomatoes | มะเขือเทศ
1f336 | thing | 0.1 | table | chilli, chili, chillies, chilis, pepper | พริก
1f9c4 | thing | 0.07 | table | garlic, herbs and spices, spices | กระเทียม, เครื่องเทศ
1f966 | thing | 0.15 | table | vegetables, vegetable, broccoli | ผัก, บรอกโคลี
1f955 | thing | 0.18 | table | carrot | แครอท
1f33e | thing | 0.9 | ground | rice stalks, wheat, rice plants, ears of rice | รวงข้าว, ต้นข้าว
1f36f | thing | 0.15 | table | honey, jar of honey | น้ำผึ้ง
1f962 | thing | 0.2 | table | chopsticks | ตะเกียบ
1f944 | thing | 0.18 | table | spoon | ช้อน
1f374 | thing | 0.2 | table | fork, cutlery, knife and fork | ส้อม, ช้อนส้อม
1f52a | thing | 0.3 | table | knife, kitchen knife | มีด
1f9ca | thing | 0.05 | table | ice, ice cube, ice cubes | น้ำแข็ง
`;
