/** `date,open,close,high,low,volume in hands,amount`. */
export const eastmoneyKline = (handsFactor = 1) => ({
  rc: 0,
  data: {
    code: '600519',
    market: 1,
    name: '贵州茅台',
    klines: [
      `2024-06-18,1540.00,1530.00,1545.00,1520.00,${25_000 * handsFactor},3830000000.00`,
      `2024-06-19,1497.00,1487.00,1508.00,1486.00,${28_000 * handsFactor},4180000000.00`,
    ],
  },
});

export const eastmoneyEmpty = { rc: 0, data: null };

export const eastmoneyAnnouncements = {
  data: {
    list: [
      {
        art_code: 'AN2024',
        title: '贵州茅台:2023年年度权益分派实施公告',
        display_time: '2024-06-13 18:10:12:345',
        notice_date: '2024-06-14 00:00:00',
      },
    ],
  },
  success: 1,
};
