/**
 * id | English | Thai | hints (age, build, gender, hair, clothes, glasses; several) | usual set
 * Ids of one person; groups stand in GROUP_TABLE.
 */
export const PEOPLE_TABLE = `
woman | woman, lady, female, businesswoman in her thirties | ผู้หญิง, หญิง, หญิงสาว, สาว, สตรี, คุณผู้หญิง | woman
man | man, guy, gentleman, male, dude, bloke, fellow | ผู้ชาย, ชาย, ชายหนุ่ม, หนุ่ม, คุณผู้ชาย | man
young-woman | young woman, young lady | สาวน้อย, วัยรุ่นหญิง, เด็กสาว, หญิงสาววัยรุ่น | woman
young-man | young man | หนุ่มน้อย, วัยรุ่นชาย | man
girl | girl, little girl, schoolgirl, daughter, young girl, small girl | เด็กผู้หญิง, เด็กหญิง, ลูกสาว, หนูน้อย | child woman ponytail dress
boy | boy, little boy, schoolboy, son, young boy, small boy | เด็กผู้ชาย, เด็กชาย, ลูกชาย, เด็กหนุ่ม | child man short t-shirt
child | child, kid, toddler, little one, baby, infant | เด็ก, ลูกน้อย, กับลูก, เด็กน้อย, เด็กเล็ก, ทารก, หลาน, น้องๆ | child t-shirt
teen | teen, teenager, adolescent, teenage girl, teenage boy, youth | วัยรุ่น, เด็กวัยรุ่น | teen hoodie
person | person, human, someone, somebody, individual, figure, silhouette, user, passer-by, passerby, pedestrian, stranger, people person, viewer, character, narrator | คน, ใครสักคน, บุคคล, มนุษย์, คนแปลกหน้า, คนเดินถนน, คนผ่านทาง, ตัวละคร, เงาคน, ผู้คนคนหนึ่ง, คนคนหนึ่ง | neutral
old-woman | old woman, elderly woman, grandmother, grandma, granny, old lady, nana | คุณยาย, ยาย, คุณย่า, ย่า, หญิงชรา, หญิงแก่, ป้า, คุณป้า | elder woman bun
old-man | old man, elderly man, grandfather, grandpa, grandad, granddad | คุณปู่, ปู่, คุณตา, ชายชรา, ชายแก่, ลุง, คุณลุง, ลุงแก่ | elder man short
mother | mother, mom, mum, mommy, mama, single mother | แม่, คุณแม่, มารดา, หม่าม้า | adult woman long
father | father, dad, daddy, papa | พ่อ, คุณพ่อ, บิดา, ป๊ะป๋า | adult man short shirt
wife | wife, bride, girlfriend | ภรรยา, เมีย, เจ้าสาว, แฟนสาว | adult woman long dress
husband | husband, groom, boyfriend | สามี, เจ้าบ่าว, แฟนหนุ่ม | adult man short suit
sister | sister, big sister, little sister | พี่สาว, น้องสาว | woman
brother | brother, big brother, little brother | พี่ชาย, น้องชาย | man
friend | friend, best friend, buddy, mate, neighbour, neighbor, companion, roommate | เพื่อน, เพื่อนสนิท, เพื่อนบ้าน, เพื่อนคนหนึ่ง | neutral
chef | chef, cook, head chef, pastry chef, sous chef | เชฟ, พ่อครัว, แม่ครัว, กุ๊ก | adult hat apron | kitchen
baker | baker | คนทำขนม, คนทำขนมปัง | adult hat apron broad | kitchen
barista | barista, coffee maker man | บาริสต้า, คนชงกาแฟ | adult apron bun | restaurant
waiter | waiter, server, bartender, waitstaff | พนักงานเสิร์ฟ, บริกร, บาร์เทนเดอร์, เด็กเสิร์ฟ | adult apron short | restaurant
waitress | waitress | สาวเสิร์ฟ, พนักงานเสิร์ฟหญิง | adult woman apron ponytail | restaurant
monk | monk, buddhist monk, priest, novice | พระ, พระสงฆ์, หลวงพ่อ, หลวงพี่, เณร, สามเณร, พระภิกษุ, หลวงปู่ | man bald robe | temple
nun | nun | แม่ชี | woman bald robe | temple
runner | runner, jogger, sprinter, marathon runner, marathoner, woman runner, female runner | นักวิ่ง, คนวิ่ง, สาวนักวิ่ง, นักวิ่งหญิง, นักวิ่งมาราธอน | slim sportswear ponytail | park
athlete | athlete, sportsman, sportswoman | นักกีฬา | sportswear short | gym
boxer | boxer, fighter, martial artist, muay thai fighter | นักมวย, นักสู้ | man broad sportswear short | gym
yogi | yogi, yoga teacher, yoga instructor | ครูโยคะ, คนเล่นโยคะ | woman slim sportswear bun | gym
footballer | footballer, football player, soccer player, striker, basketball player, tennis player, player | นักฟุตบอล, นักบอล, นักบาส, ผู้เล่น | sportswear short | field
goalkeeper | goalkeeper, goalie, keeper of the goal | ผู้รักษาประตู | sportswear cap | field
coach | coach, trainer, personal trainer | โค้ช, เทรนเนอร์ | jacket cap | gym
swimmer | swimmer, surfer, diver | นักว่ายน้ำ, นักเซิร์ฟ, นักดำน้ำ | slim sportswear short | beach
cyclist | cyclist, biker, bike courier | นักปั่น, นักปั่นจักรยาน, คนปั่นจักรยาน | slim sportswear cap | road
rider | rider, motorcyclist, delivery rider, courier, delivery man, delivery driver, delivery woman, delivery guy, messenger, deliveryman | ไรเดอร์, คนส่งของ, พนักงานส่งของ, คนส่งอาหาร, วินมอเตอร์ไซค์, พี่วิน, คนขี่มอเตอร์ไซค์ | jacket cap | city-street
skater | skater, skateboarder | นักสเก็ต, เด็กสเก็ต | teen slim hoodie cap | park
dancer | dancer, ballerina, ballet dancer, breakdancer | นักเต้น, นางรำ, นักบัลเลต์ | slim bun dress | stage
singer | singer, vocalist, rapper, pop star | นักร้อง, แร็ปเปอร์ | long jacket | stage
musician | musician, guitarist, drummer, violinist, pianist, busker, street musician, band member | นักดนตรี, มือกีตาร์, มือกลอง, นักเปียโน, นักไวโอลิน | curly jacket | stage
actor | actor, actress, model, presenter, host, influencer, vlogger, youtuber, streamer, content creator | นักแสดง, นางแบบ, นายแบบ, พิธีกร, อินฟลูเอนเซอร์, ยูทูบเบอร์, สตรีมเมอร์, ครีเอเตอร์ | long jacket
artist | artist, painter, illustrator, designer, sculptor | ศิลปิน, จิตรกร, ดีไซเนอร์, นักออกแบบ, นักวาด | curly shirt | workshop
potter | potter, craftsman, craftswoman, artisan, maker, carpenter, woodworker, weaver, blacksmith, jeweller, jeweler, shoemaker | ช่างปั้น, ช่างฝีมือ, ช่างไม้, ช่างทอผ้า, คนทอผ้า, ช่างตีเหล็ก, ช่างทำรองเท้า | apron short | workshop
mechanic | mechanic, technician, repairman, plumber, electrician | ช่าง, ช่างซ่อม, ช่างยนต์, ช่างไฟ, ช่างประปา, ช่างซ่อมรถ | man uniform cap | workshop
tailor | tailor, seamstress, dressmaker | ช่างตัดเสื้อ, ช่างเย็บผ้า | glasses shirt bun | workshop
barber | barber, hairdresser, hairstylist, stylist | ช่างตัดผม, ช่างทำผม | apron short | shop
worker | worker, keeper, lighthouse keeper, zookeeper, construction worker, factory worker, builder, labourer, laborer, engineer, foreman | คนงาน, กรรมกร, วิศวกร, ช่างก่อสร้าง, พนักงานโรงงาน | uniform cap | workshop
farmer | farmer, rice farmer, gardener, grower, harvester, shepherd | ชาวนา, ชาวไร่, เกษตรกร, คนสวน, ชาวสวน | hat shirt | field
fisherman | fisherman, fisher, angler, boatman, sailor, captain | ชาวประมง, คนหาปลา, คนเรือ, กัปตัน, กะลาสี, คนพายเรือ | man hat shirt | river
vendor | vendor, seller, street vendor, stallholder, merchant, street seller, hawker, market seller, noodle seller, fruit seller | แม่ค้า, พ่อค้า, คนขาย, คนขายของ, พ่อค้าแม่ค้า, พ่อค้าริมทาง | apron hat | market
shopkeeper | shopkeeper, shop owner, shop assistant, sales assistant, florist, cashier, clerk, owner, salesperson, salesman, saleswoman, small business owner, business owner, cafe owner | เจ้าของร้าน, พนักงานขาย, แคชเชียร์, คนขายดอกไม้, เจ้าของกิจการ, พนักงานร้าน | apron bun | shop
customer | customer, shopper, buyer, client, consumer, guest, diner guest, patron | ลูกค้า, คนซื้อ, ผู้บริโภค, นักช้อป, ผู้ซื้อ, แขก | jacket
businessman | businessman, executive, boss, manager, ceo, banker, lawyer, salaryman | นักธุรกิจ, ผู้บริหาร, เจ้านาย, หัวหน้า, ผู้จัดการ, ทนาย, ซีอีโอ | man short suit | office
businesswoman | businesswoman, female executive, female boss | นักธุรกิจหญิง, ผู้บริหารหญิง | woman bun suit | office
office-worker | office worker, employee, colleague, coworker, co-worker, commuter, accountant, analyst, secretary, intern, team member, freelancer, receptionist | พนักงานออฟฟิศ, พนักงาน, มนุษย์เงินเดือน, เพื่อนร่วมงาน, ฟรีแลนซ์, สาวออฟฟิศ, หนุ่มออฟฟิศ, เลขา, พนักงานบริษัท | shirt | office
developer | developer, programmer, coder, hacker, gamer, startup founder, founder | โปรแกรมเมอร์, นักพัฒนา, แฮกเกอร์, เกมเมอร์ | glasses hoodie short | office
doctor | doctor, physician, surgeon, dentist, vet | หมอ, แพทย์, คุณหมอ, ศัลยแพทย์, ทันตแพทย์, สัตวแพทย์ | adult glasses coat | room
nurse | nurse, caregiver, paramedic | พยาบาล, ผู้ดูแล, นางพยาบาล | adult woman uniform bun | room
patient | patient | คนไข้, ผู้ป่วย | robe | bedroom
scientist | scientist, researcher, chemist, lab technician, inventor | นักวิทยาศาสตร์, นักวิจัย, นักเคมี, นักประดิษฐ์ | glasses coat curly | workshop
teacher | teacher, professor, tutor, lecturer, instructor | ครู, คุณครู, อาจารย์, ติวเตอร์ | adult glasses shirt | classroom
student | student, pupil, graduate, undergraduate, university student | นักเรียน, นักศึกษา, นิสิต, บัณฑิต | teen uniform | classroom
police | police officer, policeman, policewoman, officer, guard, security guard, cop | ตำรวจ, รปภ, ยาม, เจ้าหน้าที่ | adult uniform cap | city-street
soldier | soldier, firefighter, fireman, pilot, astronaut | ทหาร, นักดับเพลิง, นักบิน, นักบินอวกาศ | adult uniform cap
flight-attendant | flight attendant, air hostess, stewardess | แอร์โฮสเตส, สจ๊วต, พนักงานต้อนรับบนเครื่องบิน | woman uniform bun | station
driver | driver, taxi driver, truck driver, bus driver, cab driver, tuk-tuk driver | คนขับ, คนขับรถ, คนขับแท็กซี่, โชเฟอร์, คนขับรถบรรทุก, คนขับตุ๊กตุ๊ก | adult cap shirt | road
passenger | passenger | ผู้โดยสาร | jacket | station
traveller | traveller, traveler, tourist, backpacker, hiker, explorer, adventurer, climber, mountaineer, camper, wanderer, trekker | นักเดินทาง, นักท่องเที่ยว, แบ็กแพ็กเกอร์, นักปีนเขา, นักผจญภัย, นักสำรวจ, คนเดินป่า | jacket hat | mountain
photographer | photographer, cameraman, filmmaker, film-maker, director, videographer | ช่างภาพ, ตากล้อง, ผู้กำกับ, คนถ่ายรูป | jacket cap
writer | writer, author, poet, journalist, reporter, blogger, librarian, reader | นักเขียน, กวี, นักข่าว, ผู้สื่อข่าว, บล็อกเกอร์, บรรณารักษ์ | glasses shirt | room
detective | detective, spy, secret agent, private eye | นักสืบ, สายลับ | hat coat | alley
thief | thief, robber, burglar, pickpocket | โจร, ขโมย | hoodie cap | alley
hero | hero, heroine, protagonist, superhero, champion, warrior, main character | ฮีโร่, พระเอก, นางเอก, แชมป์, นักรบ, ตัวเอก | jacket
king | king, prince, emperor | กษัตริย์, เจ้าชาย, ราชา | man robe
queen | queen, princess, fairy | ราชินี, เจ้าหญิง, นางฟ้า | woman long dress
cleaner | cleaner, maid, janitor, housewife, housekeeper | แม่บ้าน, คนทำความสะอาด, ภารโรง | woman apron bun | room
hands-only | hand, hands, fingers, fingertips, a pair of hands | มือ, นิ้ว, นิ้วมือ, ฝ่ามือ, สองมือ | neutral
`;

/** id of the member | count | English | Thai | hints | usual set */
export const GROUP_TABLE = `
person | 9 | crowd, crowds, audience, spectators, mob, onlookers, throng, fans, commuters in a rush, sea of people, crowd of people | ฝูงชน, ผู้ชม, คนดู, มวลชน, คนจำนวนมาก, แฟนคลับ, แฟนๆ, คนมากมาย, ผู้คนมากมาย | neutral
person | 5 | people, passers-by, passersby, pedestrians, strangers, everyone, everybody, locals, villagers, public, community, youths | ผู้คน, คนเดินผ่านไปมา, ทุกคน, ชาวบ้าน, คนในชุมชน, ชุมชน, หลายคน, คนเดินไปมา | neutral
family-member | 4 | family, families | ครอบครัว, พ่อแม่ลูก | neutral | room
lover | 2 | couple, lovers, newlyweds, pair of lovers, young couple, old couple | คู่รัก, คู่สามีภรรยา, คู่หนุ่มสาว, คนรัก, คู่แต่งงาน | neutral
friend | 3 | friends, group of friends, buddies, gang, squad, mates | กลุ่มเพื่อน, เพื่อนๆ, แก๊งเพื่อน, เพื่อนฝูง, เพื่อนกลุ่มหนึ่ง | neutral
child | 4 | children, kids, schoolchildren, pupils, group of children, toddlers | เด็กๆ, เด็ก ๆ, พวกเด็กๆ, เด็กนักเรียน, ลูกๆ | child
team-member | 4 | team, crew, staff, colleagues, coworkers, group, group of people, teammates | ทีม, ทีมงาน, กลุ่มคน, เพื่อนร่วมทีม, คณะ | shirt
musician | 4 | band, orchestra, choir | วงดนตรี, วงดุริยางค์, คณะประสานเสียง | curly jacket | stage
grandparent | 2 | grandparents, elderly couple, parents | ปู่ย่าตายาย, ตายาย, พ่อแม่, คุณพ่อคุณแม่, คนแก่สองคน | neutral
`;

/** hints | English | Thai: words that change how the person beside them looks. */
export const LOOKS_TABLE = `
elder | old, elderly, aged, senior, wrinkled, ageing, grey-haired, gray-haired, silver-haired, in her seventies, in his seventies | แก่, ชรา, สูงวัย, สูงอายุ, วัยชรา, ผมหงอก
adult | young, middle-aged, grown-up, twenty-something, in her twenties, in his twenties, in her thirties, in his thirties | วัยกลางคน, วัยทำงาน, หนุ่มสาว
teen | teenage | วัยทีน
child | little, tiny, small child | ตัวน้อย, ตัวเล็ก
woman | female | เพศหญิง
man | male, bearded, with a beard, with a moustache, with a mustache | เพศชาย, มีหนวด, มีเครา
broad | big, muscular, chubby, strong, burly, plump, fat, stocky, large | อ้วน, กำยำ, ล่ำ, ตัวใหญ่, ร่างใหญ่, จ้ำม่ำ
slim | slim, thin, tall, slender, skinny, petite | ผอม, ผอมบาง, หุ่นดี, ตัวสูง, เพรียว
long | long hair, long-haired, with long hair, long black hair | ผมยาว
short | short hair, short-haired, with short hair | ผมสั้น
curly | curly hair, curly-haired, curly, afro, with curly hair | ผมหยิก, ผมลอน
ponytail | ponytail, with a ponytail, pigtails, braids, braid | ผมหางม้า, หางม้า, ผมเปีย, มัดผม
bun | hair bun, with a bun, hair tied up, hair in a bun | มวยผม, ผมมวย, เกล้าผม
bald | bald, shaved head, with a shaved head | หัวล้าน, หัวโล้น, โกนหัว
cap | baseball cap, in a cap, wearing a cap, with a cap, helmet, wearing a helmet, in a helmet | หมวกแก๊ป, ใส่หมวกแก๊ป, หมวกกันน็อก, สวมหมวกกันน็อก
hat | in a hat, wearing a hat, with a hat, straw hat, sun hat, in a straw hat, beanie, conical hat | ใส่หมวก, สวมหมวก, หมวกฟาง, งอบ, หมวกปีกกว้าง
headscarf | headscarf, hijab, veil, in a headscarf, wearing a headscarf | ฮิญาบ, ผ้าคลุมผม, ผ้าคลุมศีรษะ
suit | suit, in a suit, business suit, tuxedo, wearing a suit, in a tie, blazer, well-dressed | ใส่สูท, ชุดสูท, สวมสูท, สูท, ทักซิโด้
dress | dress, in a dress, red dress, wearing a dress, gown, evening gown, wedding dress, sundress, summer dress, white dress, kimono, sari | ชุดเดรส, ชุดกระโปรง, ชุดราตรี, ชุดแต่งงาน, ชุดไทย, เดรส, ชุดสีแดง, ชุดเจ้าสาว
skirt | skirt, in a skirt, wearing a skirt | กระโปรง, ใส่กระโปรง
t-shirt | in a t-shirt, wearing a t-shirt, white t-shirt, black t-shirt, in a tee | ใส่เสื้อยืด, เสื้อยืด
shirt | in a shirt, white shirt, wearing a shirt, button-down | เสื้อเชิ้ต, ใส่เชิ้ต
hoodie | hoodie, in a hoodie, sweatshirt, hooded, sweater, jumper, wearing a hoodie | ฮู้ด, เสื้อฮู้ด, เสื้อสเวตเตอร์, เสื้อกันหนาว
jacket | jacket, leather jacket, denim jacket, in a jacket, wearing a jacket | แจ็กเก็ต, เสื้อหนัง, แจ็คเก็ต, เสื้อแจ็กเก็ต, เสื้อยีนส์
coat | coat, raincoat, trench coat, lab coat, overcoat, in a coat, wearing a coat | เสื้อโค้ต, โค้ต, เสื้อกันฝน, เสื้อกาวน์, เสื้อคลุม
apron | in an apron, wearing an apron, apron | ผ้ากันเปื้อน
uniform | in uniform, school uniform, uniformed, wearing a uniform, uniform | เครื่องแบบ, ชุดนักเรียน, ชุดยูนิฟอร์ม, ยูนิฟอร์ม
sportswear | sportswear, tracksuit, running clothes, leggings, gym clothes, jersey, swimsuit, in sportswear, yoga pants | ชุดกีฬา, ชุดวอร์ม, ชุดออกกำลังกาย, ชุดว่ายน้ำ
robe | robe, bathrobe, in robes, saffron robes, saffron robe, pyjamas, pajamas | จีวร, ชุดคลุม, ชุดนอน
glasses | with glasses, wearing glasses, in glasses, bespectacled, spectacles, sunglasses, in sunglasses, wearing sunglasses | ใส่แว่น, สวมแว่น, แว่นตา, แว่นกันแดด
`;

/** gender or - | plural | English | Thai */
export const PRONOUN_TABLE = `
woman | no | she, her, herself, hers | หล่อน, นาง, เจ้าหล่อน
man | no | he, him, himself, his | เขาคนนั้น
- | no | | เขา, เธอ, ตัวเอง, คนนั้น
- | yes | they, them, both, each other, their, together, one another, themselves | พวกเขา, ทั้งคู่, ทั้งสอง, ทั้งสองคน, กันและกัน, พวกเธอ, ด้วยกัน
`;
