/** value | English | Thai */
export const TIME_TABLE = `
dawn | dawn, sunrise, daybreak, first light, early morning, at sunrise, crack of dawn, before sunrise, break of day, in the early morning, the sun rises, sun rises, sun comes up, morning mist, 5 am, 5 a.m., 6 am, 6 a.m. | รุ่งเช้า, รุ่งสาง, เช้ามืด, พระอาทิตย์ขึ้น, อรุณ, อรุณรุ่ง, ฟ้าสาง, ตอนเช้าตรู่, เช้าตรู่, ยามเช้าตรู่, ตีห้า, หกโมงเช้า, แสงแรก, แสงแรกของวัน
day | day, daytime, daylight, noon, midday, morning, afternoon, at noon, broad daylight, lunchtime, lunch time, sunny morning, every day, in the morning, mid-morning, sunlit, lunch break | กลางวัน, ตอนกลางวัน, เที่ยง, เที่ยงวัน, ตอนเที่ยง, บ่าย, ตอนบ่าย, ตอนสาย, เช้า, ตอนเช้า, ยามเช้า, แสงแดด, แดดจ้า, ทุกเช้า, เช้าวันใหม่, ช่วงบ่าย, ยามบ่าย, แดดจัด
golden-hour | golden hour, sunset, golden light, late afternoon, magic hour, warm evening light, at sunset, evening sun, low sun, sun sets, sun goes down, the setting sun, setting sun, golden sunlight, warm evening sun | พระอาทิตย์ตก, อาทิตย์ตก, ตะวันตกดิน, แสงสีทอง, แสงทอง, ช่วงแสงทอง, ยามเย็นแสงทอง, โกลเด้นอาวร์, บ่ายแก่ๆ, แสงเย็น, พระอาทิตย์ตกดิน, ตอนเย็น, ยามเย็น, แดดร่มลมตก, ช่วงเย็น
dusk | dusk, twilight, evening, blue hour, nightfall, after sunset, at dusk, in the evening, sundown, gloaming, dinner time, dinnertime | พลบค่ำ, โพล้เพล้, สนธยา, ย่ำค่ำ, หัวค่ำ, ใกล้ค่ำ, ช่วงค่ำ, ตอนค่ำ, ค่ำ, ยามค่ำ, บลูอาวร์, เย็นย่ำ
night | night, midnight, nighttime, night-time, at night, late night, moonlight, moonlit, starry, stars, under the stars, in the dark, tonight, neon, neon lights, neon-lit, moon, full moon, after dark, starlight, all night, 3 am, 3 a.m. | กลางคืน, ตอนกลางคืน, ดึก, ตอนดึก, เที่ยงคืน, ยามค่ำคืน, ค่ำคืน, แสงจันทร์, ใต้แสงดาว, ดวงดาว, ดาวเต็มฟ้า, ใต้แสงจันทร์, มืดสนิท, แสงนีออน, ไฟนีออน, ราตรี, คืนนี้, ทั้งคืน, พระจันทร์, ดึกดื่น, ตีสาม
`;
export const WEATHER_TABLE = `
rain | rain, rainy, raining, rains, drizzle, downpour, in the rain, rainfall, wet street, wet streets, puddle, puddles, light rain, heavy rain, pouring, monsoon, soaked, raindrops, rain falls, shower of rain, rain-soaked, rainy season | ฝน, ฝนตก, สายฝน, ฝนพรำ, ฝนปรอย, กลางฝน, ฝนตกหนัก, หน้าฝน, ตากฝน, เปียกฝน, แอ่งน้ำ, เม็ดฝน, ฝนโปรย, ฝนปรอยๆ, ฤดูฝน
storm | storm, stormy, thunder, lightning, thunderstorm, typhoon, hurricane, tempest, rainstorm, thunderclap | พายุ, ฟ้าร้อง, ฟ้าผ่า, ฟ้าแลบ, พายุฝน, พายุเข้า, มรสุม, ไต้ฝุ่น
snow | snow, snowy, snowing, snowfall, blizzard, snowflakes, frost, winter wonderland, snow-covered, icy, winter | หิมะ, หิมะตก, พายุหิมะ, เกล็ดหิมะ, น้ำค้างแข็ง
fog | fog, foggy, mist, misty, haze, hazy, smog, morning fog | หมอก, สายหมอก, หมอกหนา, หมอกลง, ทะเลหมอก, หมอกควัน, ฝุ่นควัน, หมอกจาง, หมอกยามเช้า
wind | wind, windy, breeze, gust, gusts, breezy, in the wind, gale, sandstorm | ลม, ลมแรง, สายลม, ลมพัด, ลมโชย, พายุทราย, ลมเย็น
cloudy | cloudy, overcast, grey sky, gray sky, clouds, dark clouds, gloomy sky, grey skies, gray skies, grey day, gray day | ครึ้ม, เมฆครึ้ม, ฟ้าครึ้ม, เมฆมาก, มืดครึ้ม, ท้องฟ้าสีเทา, ก้อนเมฆ, เมฆฝน
clear | sunny, clear sky, blue sky, sunshine, sunlight, bright sun, cloudless, clear skies, blue skies, sun-drenched, hot sun, blazing sun | แดดออก, ฟ้าใส, ท้องฟ้าสดใส, ฟ้าโปร่ง, แดดจ้า, แสงแดด, แดดเปรี้ยง, แดดร้อน, ท้องฟ้าสีฟ้า, อากาศแจ่มใส
`;
export const MOOD_TABLE = `
joyful | joyful, joy, happiness, cheerful, celebration, celebrating, festive, merry, fun, party, delight, delightful, happy, uplifting, bright and cheerful, warm, heartwarming, laughter | สนุกสนาน, ร่าเริง, ความสุข, สุขสันต์, เฉลิมฉลอง, รื่นเริง, งานเลี้ยง, ปาร์ตี้, สดใส, อบอุ่น, เสียงหัวเราะ, มีความสุข, เบิกบาน
calm | calm, peaceful, serene, quiet, tranquil, gentle, relaxed, relaxing, soothing, still, slow, silence, silent, cosy, cozy, tender, mellow, peace, stillness | สงบ, เงียบสงบ, ผ่อนคลาย, นุ่มนวล, เงียบ, สบาย, สบายๆ, ชิล, เรียบง่าย, ช้าๆ, เนิบช้า, สงบสุข
tense | tense, tension, suspense, suspenseful, dangerous, danger, thriller, anxious, nervous, frantic, panic, stress, stressful, urgent, dramatic, dark and moody, gritty, ominous | ตึงเครียด, ลุ้นระทึก, อันตราย, ระทึก, เครียด, กดดัน, เร่งรีบ, ตื่นตระหนก, ดราม่า, วุ่นวาย, น่าหวาดเสียว
sad | sad, melancholy, melancholic, lonely, loneliness, grief, sorrow, gloomy, heartbreak, nostalgic, nostalgia, bittersweet, mournful, alone | เศร้า, เหงา, โดดเดี่ยว, หม่นหมอง, อกหัก, โศกเศร้า, คิดถึง, ความเศร้า, เดียวดาย, หดหู่
hopeful | hopeful, hope, inspiring, inspirational, optimistic, new beginning, dream, dreams, promise, a new day, fresh start, dreamy | ความหวัง, มีหวัง, แรงบันดาลใจ, ความฝัน, เริ่มต้นใหม่, อนาคต, จุดเริ่มต้น, ฝัน
energetic | energetic, energy, dynamic, fast-paced, high-energy, action-packed, exciting, excitement, adrenaline, sporty, vibrant, powerful, bustling, busy, upbeat, lively, fast, hectic, adventure, epic, explosive | มีพลัง, พลัง, กระฉับกระเฉง, เร้าใจ, ตื่นเต้น, คึกคัก, มันส์, เต็มที่, พลังงาน, ผจญภัย, ทรงพลัง, คึกครื้น, ไดนามิก, เร็ว
mysterious | mysterious, mystery, eerie, enigmatic, haunting, spooky, secret, strange, surreal, unknown, magical, mystical, shadowy | ลึกลับ, น่าพิศวง, ปริศนา, วังเวง, ความลับ, น่าขนลุก, มหัศจรรย์, แปลกประหลาด, ลี้ลับ
romantic | romantic, romance, love, intimate, passion, passionate, date, love story, wedding, honeymoon, anniversary, valentine | โรแมนติก, ความรัก, หวานซึ้ง, เดต, แต่งงาน, รักแรกพบ, วาเลนไทน์, ครบรอบ, ซาบซึ้ง
proud | proud, pride, triumphant, triumph, victory, victorious, heroic, majestic, success, successful, win, winner, achievement, premium, luxury, luxurious, elegant | ภูมิใจ, ภาคภูมิใจ, ชัยชนะ, สำเร็จ, ความสำเร็จ, สง่างาม, หรูหรา, พรีเมียม, ผู้ชนะ, ยิ่งใหญ่
playful | playful, funny, comic, quirky, silly, cute, mischievous, comedy, whimsical, humorous, light-hearted, wacky | ขี้เล่น, ตลก, น่ารัก, ซุกซน, ฮา, กวนๆ, ขำขัน, เฮฮา, ทะเล้น
`;
export const EMOTION_TABLE = `
happy | happy, happily, smile, smiling, grin, laugh, laughing, giggle, delighted, cheerful, beam, overjoyed, excited, satisfied, content, joyfully, glad | ยิ้ม, หัวเราะ, ดีใจ, มีความสุข, ยิ้มแย้ม, ร่าเริง, ตื่นเต้นดีใจ, พอใจ, ปลื้ม, รอยยิ้ม, ฟิน, อมยิ้ม, ชื่นใจ
sad | sad, sadly, cry, weep, sob, tears, tearful, heartbroken, upset, crying, disappointed, depressed, lonely, in tears, unhappy | เศร้า, ร้องไห้, น้ำตา, เสียใจ, ผิดหวัง, สะอื้น, ซึม, หงอย, น้ำตาซึม, เหงา
angry | angry, angrily, furious, shout, yell, annoyed, scream at, mad, frustrated, rage, irritated, frown | โกรธ, โมโห, หงุดหงิด, ตะโกน, ตะคอก, ขมวดคิ้ว, เดือดดาล, หัวเสีย
surprised | surprised, surprise, amazed, astonished, shocked, wow, gasp, stunned, astonishment, amazement, wide-eyed, jaw drops, in awe, in wonder | ประหลาดใจ, ตกใจ, ตะลึง, อึ้ง, ว้าว, เซอร์ไพรส์, แปลกใจ, ทึ่ง, อ้าปากค้าง, ตาโต
afraid | afraid, scared, fear, terrified, frightened, worried, nervously, anxiously, panicking, fearful, worry | กลัว, หวาดกลัว, กังวล, ผวา, ตื่นกลัว, หวั่น, วิตก
determined | determined, focused, concentrated, concentrating, confident, confidently, serious, brave, bravely, determination, resolute, intense, proud, proudly, concentration | มุ่งมั่น, ตั้งใจ, มั่นใจ, จริงจัง, กล้าหาญ, แน่วแน่, จดจ่อ, มีสมาธิ, ภูมิใจ, ไม่ยอมแพ้
tired | tired, exhausted, sleepy, weary, yawn, yawning, worn out, fatigue, drowsy, sweaty and tired, drained, bored, out of breath, sweating | เหนื่อย, อ่อนล้า, ง่วง, หาว, หมดแรง, เพลีย, ล้า, อิดโรย, เบื่อ, หอบ
loving | loving, lovingly, in love, tenderly, affectionate, adore, cuddle, caring, kindly, affection | รัก, ด้วยความรัก, อ่อนโยน, เอ็นดู, ห่วงใย, ตกหลุมรัก, ใส่ใจ
`;
