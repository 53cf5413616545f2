-- Running totals by caption told, by the order captions are offered in, each single use as it happened. What may be compared is
-- counted from the shares themselves: of days that are over, and only where enough people are behind it.
drop table sharing.caption_uses;
