import type { messagesCallsEn } from './messages-calls-en.ts';

export const messagesCallsTh: Record<keyof typeof messagesCallsEn, string> = {
  'error.provider-rejected': '{{id}} ไม่รับคำขอ: {{reason}} ไม่มีการคิดเงิน แก้ {{fields}} แล้วลองใหม่',
  'error.provider-failed': '{{id}} ทำไม่สำเร็จ: {{reason}} {{charged}}',
  'error.provider-changed': '{{id}} ตอบสิ่งที่รุ่นนี้ไม่รู้จัก ({{found}}) งานจะถูกตรวจดูช้า ๆ และไม่มีอะไรถูกส่งซ้ำ',
  'error.key-missing': 'ยังไม่มีคีย์ของ {{id}} ใส่ได้ที่ การตั้งค่า ▸ ผู้ให้บริการ',
  'error.key-refused': 'คีย์ของ {{id}} ใช้ไม่ได้แล้ว ใส่คีย์ใหม่ที่ การตั้งค่า ▸ ผู้ให้บริการ งานรออยู่',
  'error.credit-empty': 'บัญชีที่ {{id}} ไม่มีเงินเหลือ เติมเงินที่นั่นแล้วกดทำต่อ งานรออยู่',
  'error.content-refused': '{{id}} ไม่รับเนื้อหา: {{reason}} {{charged}} แก้คำของช็อตแล้วทำใหม่',
  'error.model-retired': '{{id}} เลิกให้บริการแล้ว เลือกโมเดลอื่น: {{replacement}} ไม่มีการคิดเงิน',
  'error.payment-uncertain':
    'ไม่แน่ใจว่า {{id}} เริ่มงานนี้แล้วหรือยัง อาจเสียเงินไปแล้ว {{amount}} ตรวจดูที่ผู้ให้บริการ ทำเครื่องหมายว่าหาย หรือจ่ายอีกครั้ง',
  'error.output-broken': '{{id}} ส่งไฟล์เสีย {{charged}}',
  'error.output-expired': 'ไฟล์ที่ {{id}} หมดอายุก่อนดาวน์โหลดได้ {{charged}}',
  'error.price-unknown': 'ยังไม่มีราคาของ {{id}} ใส่ราคาที่ การตั้งค่า ▸ ผู้ให้บริการ ก่อนใช้',
  'error.price-changed': 'ราคาเปลี่ยนจาก {{approved}} เป็น {{now}} ต้องอนุมัติอีกครั้ง',
  'error.price-unseen':
    '{{id}} มีค่าใช้จ่าย: ราว {{estimate}} สำหรับการเริ่มครั้งนี้ ตกลงไว้ {{approved}} ยืนยันจำนวนเงินด้วย {{flag}} {{usd}} ยังไม่ได้ซื้ออะไร',
  'error.address-blocked': '{{id}} ระบุที่อยู่ที่ไม่อนุญาต ({{host}}) ไม่ได้ดาวน์โหลดอะไรจากที่นั่น',
  'error.clock-wrong': 'ใบรับรองของ {{id}} ใช้ไม่ได้ในวันที่นี้ ตรวจวันที่ของเครื่อง',
  'charged.yes': 'ถูกคิดเงินแล้ว: {{amount}}',
  'charged.no': 'ไม่มีการคิดเงิน',
  'charged.unknown': 'อาจถูกคิดเงิน: {{amount}}',
};
