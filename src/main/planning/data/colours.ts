/** hex | English | Thai: colours of clothes and hair as a painter would fill them. */
export const COLOUR_TABLE = `
#c8352f | red, scarlet, crimson, saffron red | แดง
#e8b53a | yellow, mustard, golden, gold | เหลือง, ทอง
#e07b33 | orange, saffron | ส้ม, เหลืองส้ม
#3f7a4d | green, olive, emerald | เขียว
#2f6fa8 | blue, denim | น้ำเงิน, ฟ้า
#22375c | navy, dark blue | กรมท่า
#7a4e94 | purple, violet | ม่วง
#d9829b | pink | ชมพู
#f4f1ea | white, cream, ivory | ขาว, ครีม
#2a2c30 | black, dark | ดำ
#8b8f94 | grey, gray, silver | เทา, เงิน
#7a5638 | brown, tan, khaki | น้ำตาล, กากี
#2e8c8a | teal, turquoise | เขียวน้ำทะเล, เทอร์ควอยซ์
#dccbab | beige | เบจ
`;

/** hex | English | Thai: colours of hair. */
export const HAIR_COLOUR_TABLE = `
#d9b566 | blonde, blond, fair, golden | บลอนด์, ทอง
#a8492a | red, ginger, auburn | แดง
#c9c5bf | grey, gray, silver, white | หงอก, ขาว, เทา
#2a2523 | black, dark | ดำ
#5d4030 | brown | น้ำตาล
`;
