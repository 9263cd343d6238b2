/* libwelinkpark: client library for the WeLinkPark (全球泊云) parking platform. */
/* Made by cbindgen from the library's source. Do not edit.
 *
 * Status. Every function that can fail answers with a wlp_status. WLP_OK is 0; outputs are written only then.
 * The last parameter `error` may be NULL; else `*error` is written if and only if the function fails, and is to be
 * freed with wlp_error_free.
 *
 * Ownership. What is handed out through a pointer to a pointer, or to a callback, belongs to the program until it
 * calls the type's _free; what an accessor hands out (const) belongs to the object it came from and lives as long.
 * Every _free takes NULL. The library keeps no pointer to arguments: they may go when the function returns.
 *
 * NULL. Accessors take NULL and answer NULL, 0 or absent. Elsewhere NULL is WLP_MISUSE unless the function says else.
 *
 * Threads. Any number of threads may use a client at once; answers and errors are immutable. Freeing is for one
 * thread, when no other is in a function with that object. Blocking functions work in the thread that calls them;
 * callbacks come on a thread of the client, one after the other, and may call anything, even wlp_client_free.
 *
 * Text. NUL-terminated, UTF-8 or, by the client's configuration, GB18030. Money is decimal text in yuan; times
 * are texts, taken as yyyy-MM-dd HH:mm:ss in China's time or as RFC 3339, given as RFC 3339 with +08:00.
 *
 * Structs. Begin each with its _INIT macro: it sets struct_size and leaves all optional fields absent.
 *
 * Steps. Gate flows and walks go on step by step, one step at a time: a second one during the first is WLP_MISUSE. They
 * live on when their client is freed; freeing one cancels its step and waits for the callback.
 *
 * Compatibility. See wlp_abi_version.
 */

#ifndef WELINKPARK_H
#define WELINKPARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 Business data is gzipped when larger than 1 KiB: the default.
 */
#define WLP_ZIP_AUTO 0

/*
 Business data is never gzipped.
 */
#define WLP_ZIP_NEVER 1

/*
 Business data is always gzipped.
 */
#define WLP_ZIP_ALWAYS 2

/*
 The request's `Timestamp` is in seconds: the default.
 */
#define WLP_TIMESTAMP_SECONDS 0

/*
 The request's `Timestamp` is in milliseconds.
 */
#define WLP_TIMESTAMP_MILLISECONDS 1

/*
 3DES in ECB mode: the default.
 */
#define WLP_CIPHER_ECB 0

/*
 3DES in CBC mode.
 */
#define WLP_CIPHER_CBC 1

/*
 The user stands at an entry (`auth.enter`).
 */
#define WLP_GATE_ENTER 0

/*
 The user stands at an exit (`auth.exit`).
 */
#define WLP_GATE_EXIT 1

/*
 The user stands at a door (`auth.access`).
 */
#define WLP_GATE_ACCESS 2

/*
 认证状态: Authentication succeeded and the barrier or door was opened. (认证成功并放行)
 */
#define WLP_AUTH_STATE_OPENED 0

/*
 认证状态: Authentication was refused; the barrier stays closed. (认证被拒绝)
 */
#define WLP_AUTH_STATE_REFUSED 1

/*
 认证状态: Waiting for the operator to confirm. (等待确认)
 */
#define WLP_AUTH_STATE_AWAITING_CONFIRMATION 2

/*
 认证状态: Waiting for the operator to match the entry record or to enter vehicle type, plate and the
 like; then call `wlp_auth_refresh_parking_fee`. (等待匹配记录或输入车型、车牌等)
 */
#define WLP_AUTH_STATE_AWAITING_MATCH 3

/*
 认证状态: Waiting for the parking fee to be paid; the bill and its payment token come with the
 answer. (等待支付)
 */
#define WLP_AUTH_STATE_AWAITING_PAYMENT 4

/*
 认证状态: Authentication failed with an error. (认证错误)
 */
#define WLP_AUTH_STATE_ERROR 5

/*
 认证状态: The barrier did not open; waiting for the user to open it. (开闸失败，等待用户开闸)
 */
#define WLP_AUTH_STATE_BARRIER_FAILED 6

/*
 认证状态: The code was scanned with no vehicle detected; waiting for the camera. Poll
 `wlp_auth_query_event`, about every 2 seconds. (无车辆检测情况下，扫码等待抓拍)
 */
#define WLP_AUTH_STATE_AWAITING_CAPTURE 7

/*
 预约状态: The booking waits to be accepted. (等待接受)
 */
#define WLP_BOOKING_STATE_AWAITING_ACCEPTANCE 0

/*
 预约状态: The booking is in force. (有效)
 */
#define WLP_BOOKING_STATE_VALID 1

/*
 预约状态: The booking was cancelled. (取消)
 */
#define WLP_BOOKING_STATE_CANCELLED 2

/*
 预约状态: The booking waits for the review of the park. (等待停车场审核)
 */
#define WLP_BOOKING_STATE_AWAITING_REVIEW 3

/*
 预约状态: The park rejected the booking. (停车场拒绝)
 */
#define WLP_BOOKING_STATE_REJECTED 4

/*
 预约状态: The vehicle has entered on this booking. (已经入场)
 */
#define WLP_BOOKING_STATE_ENTERED 5

/*
 优惠规则类型: A fixed amount of money off; `discount_value` is the amount in yuan. (按金额优惠)
 */
#define WLP_RULE_TYPE_AMOUNT 0

/*
 优惠规则类型: A length of parking time free of charge; `discount_value` is the time in minutes.
 (按时长优惠)
 */
#define WLP_RULE_TYPE_DURATION 1

/*
 优惠规则类型: A percentage discount; `discount_value` is the percentage, 0 to 100. (按比例折扣)
 */
#define WLP_RULE_TYPE_PERCENTAGE 2

/*
 优惠规则类型: Parking is free until a deadline; `discount_value` is the timeout counted from the
 issue of the coupon. (免费到截止时间)
 */
#define WLP_RULE_TYPE_FREE_UNTIL 3

/*
 区域类型: Area in which vehicles park. (停车区域)
 */
#define WLP_AREA_TYPE_PARKING 1

/*
 区域类型: Area behind a door for people. (门禁区域)
 */
#define WLP_AREA_TYPE_ACCESS_CONTROL 2

/*
 通道类型: Vehicle lane into an area. (入口)
 */
#define WLP_LANE_TYPE_ENTRY 1

/*
 通道类型: Vehicle lane out of an area. (出口)
 */
#define WLP_LANE_TYPE_EXIT 2

/*
 通道类型: Door for people. (门禁)
 */
#define WLP_LANE_TYPE_ACCESS_CONTROL 3

/*
 支付渠道: Cash. (现金)
 */
#define WLP_PAY_CHANNEL_CASH 0

/*
 支付渠道: WeChat Pay. (微信)
 */
#define WLP_PAY_CHANNEL_WE_CHAT 1

/*
 支付渠道: Alipay. (支付宝)
 */
#define WLP_PAY_CHANNEL_ALIPAY 2

/*
 支付渠道: UnionPay. (银联)
 */
#define WLP_PAY_CHANNEL_UNION_PAY 3

/*
 支付渠道: Paid in advance. (预付费)
 */
#define WLP_PAY_CHANNEL_PREPAID 4

/*
 支付渠道: Public transport card. (交通卡)
 */
#define WLP_PAY_CHANNEL_TRANSPORT_CARD 5

/*
 支付渠道: Paid through this interface. (OpenAPI)
 */
#define WLP_PAY_CHANNEL_OPEN_API 6

/*
 支付渠道: Any other way. (其他)
 */
#define WLP_PAY_CHANNEL_OTHER 7

/*
 凭证类型: Parking a vehicle; goes with `park_auth`. (车辆)
 */
#define WLP_PASSPORT_TYPE_VEHICLE 1

/*
 凭证类型: Passing doors; goes with `ac_auth`. (门禁)
 */
#define WLP_PASSPORT_TYPE_ACCESS_CONTROL 2

/*
 凭证状态: No filter; the table does not list it, but the document's sample sends it. (全部)
 */
#define WLP_PASSPORT_STATE_ALL 0

/*
 凭证状态: Authorized and in force. (有效的)
 */
#define WLP_PASSPORT_STATE_VALID 1

/*
 凭证状态: Without an authorization. (未授权)
 */
#define WLP_PASSPORT_STATE_UNAUTHORIZED 2

/*
 凭证状态: With an authorization that has ended. (已过期)
 */
#define WLP_PASSPORT_STATE_EXPIRED 3

/*
 凭证状态: Without a plate (vehicles) or without a card number (doors). (无车牌/无卡号)
 */
#define WLP_PASSPORT_STATE_WITHOUT_PLATE_OR_CARD 4

/*
 锁车状态: The vehicle may not leave. (锁车)
 */
#define WLP_LOCK_STATE_LOCKED 1

/*
 锁车状态: The vehicle may leave again. (解锁)
 */
#define WLP_LOCK_STATE_UNLOCKED 2

/*
 通行方向: Into the car park. (入场)
 */
#define WLP_DIRECTION_ENTRY 1

/*
 通行方向: Out of the car park. (出场)
 */
#define WLP_DIRECTION_EXIT 2

/*
 认证类型: On the whitelist. (白名单)
 */
#define WLP_AUTH_TYPE_WHITELIST 1

/*
 认证类型: Temporary vehicle. (临时车)
 */
#define WLP_AUTH_TYPE_TEMPORARY 2

/*
 认证类型: Authorized in advance or booked. (预授权/预约车)
 */
#define WLP_AUTH_TYPE_RESERVED 3

/*
 认证类型: Let through as an exception. (异常放行)
 */
#define WLP_AUTH_TYPE_EXCEPTIONAL_RELEASE 4

/*
 认证类型: Let through automatically. (自动放行)
 */
#define WLP_AUTH_TYPE_AUTOMATIC_RELEASE 5

/*
 认证类型: Paid in advance. (预交费)
 */
#define WLP_AUTH_TYPE_PREPAID 6

/*
 认证类型: Vehicle with a shared space, treated as temporary. (共享车位作为临时车)
 */
#define WLP_AUTH_TYPE_SHARED_SPACE_AS_TEMPORARY 7

/*
 认证类型: Vehicle with a shared space, treated as long-rent. (共享车位作为长租车)
 */
#define WLP_AUTH_TYPE_SHARED_SPACE_AS_LONG_RENT 8

/*
 认证类型: On the blacklist. (黑名单)
 */
#define WLP_AUTH_TYPE_BLACKLIST 9

/*
 认证类型: Vehicle with a space of its own. (专有车位车)
 */
#define WLP_AUTH_TYPE_DEDICATED_SPACE 10

/*
 泊位状态: No vehicle stands there. (无车)
 */
#define WLP_SPACE_STATE_VACANT 0

/*
 泊位状态: A vehicle stands there. (有车)
 */
#define WLP_SPACE_STATE_OCCUPIED 1

/*
 扮演角色: Super user. (超级用户)
 */
#define WLP_USER_ROLE_SUPER_USER 1

/*
 扮演角色: Operator of an entrance or exit booth. (岗亭人员)
 */
#define WLP_USER_ROLE_BOOTH_OPERATOR 2

/*
 扮演角色: Finance staff. (财务人员)
 */
#define WLP_USER_ROLE_FINANCE 3

/*
 扮演角色: Management staff. (管理人员)
 */
#define WLP_USER_ROLE_MANAGER 4

/*
 扮演角色: Staff who register long-rent vehicles. (长租车登记人员)
 */
#define WLP_USER_ROLE_LONG_RENT_REGISTRAR 5

/*
 扮演角色: Staff who renew long-rent vehicles. (长租车续费人员)
 */
#define WLP_USER_ROLE_LONG_RENT_RENEWER 6

/*
 扮演角色: Staff with advanced queries. (高级查询人员)
 */
#define WLP_USER_ROLE_ADVANCED_QUERY 7

/*
 扮演角色: Staff with ordinary queries. (普通查询人员)
 */
#define WLP_USER_ROLE_ORDINARY_QUERY 8

/*
 扮演角色: Staff of the monitoring centre. (监控中心人员)
 */
#define WLP_USER_ROLE_MONITORING_CENTER 9

/*
 Calls that failed.
 */
#define WLP_LOG_WARN 2

/*
 As `WLP_LOG_WARN`, and what else is worth knowing in production.
 */
#define WLP_LOG_INFO 3

/*
 Every attempt with its status and time.
 */
#define WLP_LOG_DEBUG 4

/*
 Size of a buffer that holds any amount that `wlp_fen_to_money` writes.
 */
#define WLP_MONEY_SIZE 24

/*
 Text is UTF-8: the default.
 */
#define WLP_ENCODING_UTF8 0

/*
 Text is GB18030, of which GBK and GB2312 are parts.
 */
#define WLP_ENCODING_GB18030 1

/*
 Version of the interface that a header describes. See `wlp_abi_version`.
 */
#define WLP_ABI_VERSION 0

/*
 How a function ended.
 */
typedef enum {
  /*
   All went well; outputs are written.
   */
  WLP_OK = 0,
  /*
   The client is configured wrongly, or used where it cannot work.
   */
  WLP_CONFIG = 1,
  /*
   An argument was refused before anything was sent.
   */
  WLP_VALIDATION = 2,
  /*
   The connection failed; `wlp_error_sent` says whether the platform may have received the request.
   */
  WLP_TRANSPORT = 3,
  /*
   The server answered with an HTTP status other than 2xx.
   */
  WLP_HTTP = 4,
  /*
   The answer arrived but could not be understood.
   */
  WLP_DECODE = 5,
  /*
   The platform understood the request and refused it.
   */
  WLP_API = 6,
  /*
   The call was cancelled.
   */
  WLP_CANCELLED = 7,
  /*
   A defect in this library, caught before it could do harm.
   */
  WLP_INTERNAL = 8,
  /*
   This interface was used wrongly: NULL where an object is needed, a struct of the wrong size.
   */
  WLP_MISUSE = 9,
} wlp_status;

/*
 Whether the platform may have received the request.
 */
typedef enum {
  /*
   Not a byte of it left this machine.
   */
  WLP_SENT_NO = 0,
  /*
   The platform answered it.
   */
  WLP_SENT_YES = 1,
  /*
   It may have arrived: ask the platform before doing it again.
   */
  WLP_SENT_UNKNOWN = 2,
} wlp_sent;

/*
 Meaning of the platform's codes (document, chapter 6).
 */
typedef enum {
  /*
   The error is no refusal by the platform.
   */
  WLP_API_NONE = 0,
  /*
   0001: a parameter is missing or malformed.
   */
  WLP_API_INVALID_PARAMETER = 1,
  /*
   0002: the AppId is not registered.
   */
  WLP_API_UNKNOWN_APP_ID = 2,
  /*
   0003: the signature, time or nonce was not accepted.
   */
  WLP_API_AUTHENTICATION_FAILED = 3,
  /*
   0004: the AppId may not use this park.
   */
  WLP_API_PARK_NOT_AUTHORIZED = 4,
  /*
   0005: the AppId may not use this endpoint.
   */
  WLP_API_ENDPOINT_NOT_AUTHORIZED = 5,
  /*
   0006: system error or operation failed.
   */
  WLP_API_SYSTEM_ERROR = 6,
  /*
   0009: no record.
   */
  WLP_API_NOT_FOUND = 9,
  /*
   Any other code.
   */
  WLP_API_OTHER = 99,
} wlp_api_kind;

/*
 What became of a write.
 */
typedef enum {
  /*
   What the platform tells does not decide it: a person has to look.
   */
  WLP_OUTCOME_CANNOT_TELL = 0,
  /*
   The platform is in the state that the write wanted.
   */
  WLP_OUTCOME_DONE = 1,
  /*
   It is not: the write can be sent again.
   */
  WLP_OUTCOME_NOT_DONE = 2,
} wlp_outcome;

/*
 What a gate flow is at.
 */
typedef enum {
  /*
   Nothing has been sent yet.
   */
  WLP_GATE_PHASE_READY = 0,
  /*
   The flow waits for the camera, the operator or the barrier; `wlp_gate_status_state` says for what.
   */
  WLP_GATE_PHASE_WAITING = 1,
  /*
   The program has to collect `wlp_gate_status_bill`, report the payment and call `wlp_gate_flow_paid`.
   */
  WLP_GATE_PHASE_PAYMENT = 2,
  /*
   The barrier or door has been opened.
   */
  WLP_GATE_PHASE_OPENED = 3,
  /*
   The platform refused; code and message say why.
   */
  WLP_GATE_PHASE_REFUSED = 4,
  /*
   The time is over; what the platform has begun goes on.
   */
  WLP_GATE_PHASE_TIMED_OUT = 5,
  /*
   It was cancelled; what the platform has begun goes on.
   */
  WLP_GATE_PHASE_CANCELLED = 6,
  /*
   The answer to a call that may open the barrier was lost, and the platform cannot tell what became of it.
   */
  WLP_GATE_PHASE_UNKNOWN = 7,
} wlp_gate_phase;

/*
 One passage of a person through a door.

 门禁通行记录.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_ac_record_data wlp_ac_record_data;

/*
 The answer of a call: a list of `wlp_ac_record_data`. Immutable; free it with `wlp_ac_record_list_free`.
 */
typedef struct wlp_ac_record_list wlp_ac_record_list;

/*
 A walk through a list of `wlp_ac_record_data`, page by page. Free it with `wlp_ac_record_pages_free`. It lives on when its client is
 freed; its steps are for one thread at a time.
 */
typedef struct wlp_ac_record_pages wlp_ac_record_pages;

/*
 A walk through a list of `wlp_ac_record_data`, window by window. Free it with `wlp_ac_record_windows_free`. It lives on when its client is
 freed; its steps are for one thread at a time.
 */
typedef struct wlp_ac_record_windows wlp_ac_record_windows;

/*
 The answer of a call: one `wlp_access_result_data`. Immutable; free it with `wlp_access_result_answer_free`.
 */
typedef struct wlp_access_result_answer wlp_access_result_answer;

/*
 Outcome of an authentication at a door.

 门禁认证结果.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_access_result_data wlp_access_result_data;

/*
 One area of the car park.

 区域.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_area_data wlp_area_data;

/*
 The answer of a call: a list of `wlp_area_data`. Immutable; free it with `wlp_area_list_free`.
 */
typedef struct wlp_area_list wlp_area_list;

/*
 Spaces of one area, in total and free.

 车位信息.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_area_space_data wlp_area_space_data;

/*
 The answer of a call: a list of `wlp_area_space_data`. Immutable; free it with `wlp_area_space_list_free`.
 */
typedef struct wlp_area_space_list wlp_area_space_list;

/*
 A plate that is kept out of areas for a period of time.

 黑名单记录.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_blacklist_entry_data wlp_blacklist_entry_data;

/*
 The answer of a call: a list of `wlp_blacklist_entry_data`. Immutable; free it with `wlp_blacklist_entry_list_free`.
 */
typedef struct wlp_blacklist_entry_list wlp_blacklist_entry_list;

/*
 A walk through a list of `wlp_blacklist_entry_data`, page by page. Free it with `wlp_blacklist_entry_pages_free`. It lives on when its client is
 freed; its steps are for one thread at a time.
 */
typedef struct wlp_blacklist_entry_pages wlp_blacklist_entry_pages;

/*
 An area of the park that takes bookings.

 可预约区域.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_bookable_area_data wlp_bookable_area_data;

/*
 The answer of a call: a list of `wlp_bookable_area_data`. Immutable; free it with `wlp_bookable_area_list_free`.
 */
typedef struct wlp_bookable_area_list wlp_bookable_area_list;

/*
 The answer of a call: one `wlp_booking_data`. Immutable; free it with `wlp_booking_answer_free`.
 */
typedef struct wlp_booking_answer wlp_booking_answer;

/*
 A booking of parking in one area for a period of time. It names neither the merchant nor the user.

 预约.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_booking_data wlp_booking_data;

/*
 The answer of a call: a list of `wlp_booking_data`. Immutable; free it with `wlp_booking_list_free`.
 */
typedef struct wlp_booking_list wlp_booking_list;

/*
 A walk through a list of `wlp_booking_data`, page by page. Free it with `wlp_booking_pages_free`. It lives on when its client is
 freed; its steps are for one thread at a time.
 */
typedef struct wlp_booking_pages wlp_booking_pages;

/*
 An asynchronous call on its way. It may be used by several threads at once.
 */
typedef struct wlp_call wlp_call;

/*
 Ends the calls of the views that carry it. It may be used by several threads at once.
 */
typedef struct wlp_cancel_token wlp_cancel_token;

/*
 One passage of a vehicle through a lane.

 车辆通行记录.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_car_record_data wlp_car_record_data;

/*
 The answer of a call: a list of `wlp_car_record_data`. Immutable; free it with `wlp_car_record_list_free`.
 */
typedef struct wlp_car_record_list wlp_car_record_list;

/*
 A walk through a list of `wlp_car_record_data`, page by page. Free it with `wlp_car_record_pages_free`. It lives on when its client is
 freed; its steps are for one thread at a time.
 */
typedef struct wlp_car_record_pages wlp_car_record_pages;

/*
 A walk through a list of `wlp_car_record_data`, window by window. Free it with `wlp_car_record_windows_free`. It lives on when its client is
 freed; its steps are for one thread at a time.
 */
typedef struct wlp_car_record_windows wlp_car_record_windows;

/*
 One vehicle type, defined by the car park.

 车辆类型.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_car_type_data wlp_car_type_data;

/*
 The answer of a call: a list of `wlp_car_type_data`. Immutable; free it with `wlp_car_type_list_free`.
 */
typedef struct wlp_car_type_list wlp_car_type_list;

/*
 A client, or a view of one. Any number of threads may make calls with it at once.

 Views share connections, clock and callback thread with their client, and live on when it is freed.
 */
typedef struct wlp_client wlp_client;

/*
 A coupon that was issued to a vehicle. The document gives it no identifier, so it cannot be matched
 with the answer of `wlp_coupon_add`.

 优惠券.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_coupon_data wlp_coupon_data;

/*
 The answer of a call: a list of `wlp_coupon_data`. Immutable; free it with `wlp_coupon_list_free`.
 */
typedef struct wlp_coupon_list wlp_coupon_list;

/*
 A walk through a list of `wlp_coupon_data`, page by page. Free it with `wlp_coupon_pages_free`. It lives on when its client is
 freed; its steps are for one thread at a time.
 */
typedef struct wlp_coupon_pages wlp_coupon_pages;

/*
 The answer of a call: one `wlp_coupon_quota_data`. Immutable; free it with `wlp_coupon_quota_answer_free`.
 */
typedef struct wlp_coupon_quota_answer wlp_coupon_quota_answer;

/*
 How many more coupons a merchant may issue under one discount rule.

 优惠规则剩余额度.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_coupon_quota_data wlp_coupon_quota_data;

/*
 The answer of a call: one `wlp_coupon_rule_data`. Immutable; free it with `wlp_coupon_rule_answer_free`.
 */
typedef struct wlp_coupon_rule_answer wlp_coupon_rule_answer;

/*
 A merchant's discount rule: what its coupons are worth and how many may be issued.

 优惠规则.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_coupon_rule_data wlp_coupon_rule_data;

/*
 The answer of a call: a list of `wlp_coupon_rule_data`. Immutable; free it with `wlp_coupon_rule_list_free`.
 */
typedef struct wlp_coupon_rule_list wlp_coupon_rule_list;

/*
 The answer of a call: one `wlp_enter_result_data`. Immutable; free it with `wlp_enter_result_answer_free`.
 */
typedef struct wlp_enter_result_answer wlp_enter_result_answer;

/*
 Outcome of an authentication at an entry lane.

 入场认证结果.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_enter_result_data wlp_enter_result_data;

/*
 An answer before its content is decoded. Free it with `wlp_envelope_free`.
 */
typedef struct wlp_envelope wlp_envelope;

/*
 Why a function failed. It is immutable, may be read by several threads at once, and is freed with
 `wlp_error_free`; texts in it live as long as it does.
 */
typedef struct wlp_error wlp_error;

/*
 The answer of a call: one `wlp_event_result_data`. Immutable; free it with `wlp_event_result_answer_free`.
 */
typedef struct wlp_event_result_answer wlp_event_result_answer;

/*
 State of an authentication that waits for the camera.

 认证事件.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_event_result_data wlp_event_result_data;

/*
 The answer of a call: one `wlp_exit_result_data`. Immutable; free it with `wlp_exit_result_answer_free`.
 */
typedef struct wlp_exit_result_answer wlp_exit_result_answer;

/*
 Outcome of an authentication at an exit lane, with the bill where there is something to pay.

 出场认证结果.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_exit_result_data wlp_exit_result_data;

/*
 What there is to say about a request. Immutable; free it with `wlp_explanation_free`.
 */
typedef struct wlp_explanation wlp_explanation;

/*
 Names and values of a form. Free it with `wlp_form_free`.
 */
typedef struct wlp_form wlp_form;

/*
 A bill at an exit. It is part of a status, immutable, and lives as long as that. Amounts are in yuan; with `_fen` in
 whole fen, absent if there is no amount or a part of a fen in it.
 */
typedef struct wlp_gate_bill wlp_gate_bill;

/*
 One user at one lane, from the scan to the open barrier (document, section 5.7). Free it with `wlp_gate_flow_free`.

 Nothing is sent before the first step. A call that may open the barrier is never sent twice: if its answer is lost,
 the flow asks the platform, and if that cannot tell, it ends in `WLP_GATE_PHASE_UNKNOWN`. Steps are for one thread at
 a time: during one, all functions but `_status` and `_cancel` answer `WLP_MISUSE`. It lives on when its client is
 freed.
 */
typedef struct wlp_gate_flow wlp_gate_flow;

/*
 All that is known about a gate flow at one moment. Immutable; free it with `wlp_gate_status_free`.
 */
typedef struct wlp_gate_status wlp_gate_status;

/*
 The pages of any list query as JSON. Free it with `wlp_json_pages_free`. It lives on when its client is freed.
 */
typedef struct wlp_json_pages wlp_json_pages;

/*
 The windows of any list query as JSON. Free it with `wlp_json_windows_free`. It lives on when its client is freed.
 */
typedef struct wlp_json_windows wlp_json_windows;

/*
 One lane or door of the car park.

 通道.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_lane_data wlp_lane_data;

/*
 The answer of a call: a list of `wlp_lane_data`. Immutable; free it with `wlp_lane_list_free`.
 */
typedef struct wlp_lane_list wlp_lane_list;

/*
 The answer of a call: one `wlp_long_rent_bill_data`. Immutable; free it with `wlp_long_rent_bill_answer_free`.
 */
typedef struct wlp_long_rent_bill_answer wlp_long_rent_bill_answer;

/*
 Bill for extending a long-rent vehicle. Every field is optional; the document does not say up to
 which day it pays.

 长租车账单.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_long_rent_bill_data wlp_long_rent_bill_data;

/*
 One charge to a long-rent vehicle.

 长租车收费记录.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_long_rent_record_data wlp_long_rent_record_data;

/*
 The answer of a call: a list of `wlp_long_rent_record_data`. Immutable; free it with `wlp_long_rent_record_list_free`.
 */
typedef struct wlp_long_rent_record_list wlp_long_rent_record_list;

/*
 A walk through a list of `wlp_long_rent_record_data`, page by page. Free it with `wlp_long_rent_record_pages_free`. It lives on when its client is
 freed; its steps are for one thread at a time.
 */
typedef struct wlp_long_rent_record_pages wlp_long_rent_record_pages;

/*
 A walk through a list of `wlp_long_rent_record_data`, window by window. Free it with `wlp_long_rent_record_windows_free`. It lives on when its client is
 freed; its steps are for one thread at a time.
 */
typedef struct wlp_long_rent_record_windows wlp_long_rent_record_windows;

/*
 One management category of vehicles, defined by the car park.

 管理类型.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_management_type_data wlp_management_type_data;

/*
 The answer of a call: a list of `wlp_management_type_data`. Immutable; free it with `wlp_management_type_list_free`.
 */
typedef struct wlp_management_type_list wlp_management_type_list;

/*
 A merchant who may issue coupons and take bookings.

 商户.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_merchant_data wlp_merchant_data;

/*
 The answer of a call: a list of `wlp_merchant_data`. Immutable; free it with `wlp_merchant_list_free`.
 */
typedef struct wlp_merchant_list wlp_merchant_list;

/*
 One vehicle that is inside now.

 场内车辆记录.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_on_parking_record_data wlp_on_parking_record_data;

/*
 The answer of a call: a list of `wlp_on_parking_record_data`. Immutable; free it with `wlp_on_parking_record_list_free`.
 */
typedef struct wlp_on_parking_record_list wlp_on_parking_record_list;

/*
 A walk through a list of `wlp_on_parking_record_data`, page by page. Free it with `wlp_on_parking_record_pages_free`. It lives on when its client is
 freed; its steps are for one thread at a time.
 */
typedef struct wlp_on_parking_record_pages wlp_on_parking_record_pages;

/*
 The answer of a call: one `wlp_parking_space_data`. Immutable; free it with `wlp_parking_space_answer_free`.
 */
typedef struct wlp_parking_space_answer wlp_parking_space_answer;

/*
 A parking space and the vehicle that stands there.

 泊位停车信息.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_parking_space_data wlp_parking_space_data;

/*
 The answer of a call: one `wlp_passport_data`. Immutable; free it with `wlp_passport_answer_free`.
 */
typedef struct wlp_passport_answer wlp_passport_answer;

/*
 Areas that a passport opens and the dates between which it does.

 凭证授权.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_passport_authorization_data wlp_passport_authorization_data;

/*
 One passport as the platform keeps it.

 凭证.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_passport_data wlp_passport_data;

/*
 The answer of a call: a list of `wlp_passport_data`. Immutable; free it with `wlp_passport_list_free`.
 */
typedef struct wlp_passport_list wlp_passport_list;

/*
 A walk through a list of `wlp_passport_data`, page by page. Free it with `wlp_passport_pages_free`. It lives on when its client is
 freed; its steps are for one thread at a time.
 */
typedef struct wlp_passport_pages wlp_passport_pages;

/*
 The answer of a call: one `wlp_qr_code_data`. Immutable; free it with `wlp_qr_code_answer_free`.
 */
typedef struct wlp_qr_code_answer wlp_qr_code_answer;

/*
 QR code that now belongs to the lane.

 通道二维码.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_qr_code_data wlp_qr_code_data;

/*
 The answer of a call: one `wlp_refresh_result_data`. Immutable; free it with `wlp_refresh_result_answer_free`.
 */
typedef struct wlp_refresh_result_answer wlp_refresh_result_answer;

/*
 Outcome of a refreshed exit, with the bill computed anew where there is something to pay.

 刷新停车费结果.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_refresh_result_data wlp_refresh_result_data;

/*
 The answer of a call: one `wlp_rent_rule_data`. Immutable; free it with `wlp_rent_rule_answer_free`.
 */
typedef struct wlp_rent_rule_answer wlp_rent_rule_answer;

/*
 Long-rent prices by the number of months paid at once.

 长租车收费规则.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_rent_rule_data wlp_rent_rule_data;

/*
 An answer as it came, decrypted. It is part of the typed answer and lives as long.
 */
typedef struct wlp_response wlp_response;

/*
 A text of an answer, or its JSON. Immutable; free it with `wlp_text_answer_free`.
 */
typedef struct wlp_text_answer wlp_text_answer;

/*
 A list of texts. Immutable; free it with `wlp_text_list_free`.
 */
typedef struct wlp_text_list wlp_text_list;

/*
 The answer of a call: one `wlp_tmp_rent_bill_data`. Immutable; free it with `wlp_tmp_rent_bill_answer_free`.
 */
typedef struct wlp_tmp_rent_bill_answer wlp_tmp_rent_bill_answer;

/*
 Parking bill of a temporary vehicle that is still inside. Every field is optional.

 临租车账单.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_tmp_rent_bill_data wlp_tmp_rent_bill_data;

/*
 One charge to a temporary vehicle.

 临租车收费记录.

 It is part of an answer, immutable, and lives as long as that.
 */
typedef struct wlp_tmp_rent_record_data wlp_tmp_rent_record_data;

/*
 The answer of a call: a list of `wlp_tmp_rent_record_data`. Immutable; free it with `wlp_tmp_rent_record_list_free`.
 */
typedef struct wlp_tmp_rent_record_list wlp_tmp_rent_record_list;

/*
 A walk through a list of `wlp_tmp_rent_record_data`, page by page. Free it with `wlp_tmp_rent_record_pages_free`. It lives on when its client is
 freed; its steps are for one thread at a time.
 */
typedef struct wlp_tmp_rent_record_pages wlp_tmp_rent_record_pages;

/*
 A walk through a list of `wlp_tmp_rent_record_data`, window by window. Free it with `wlp_tmp_rent_record_windows_free`. It lives on when its client is
 freed; its steps are for one thread at a time.
 */
typedef struct wlp_tmp_rent_record_windows wlp_tmp_rent_record_windows;

/*
 What became of a write, and why that is known. Immutable; free it with `wlp_verdict_free`.
 */
typedef struct wlp_verdict wlp_verdict;

/*
 A number that may be absent. All bytes zero is absent; `wlp_some(7)` is 7.
 */
typedef struct {
  /*
   The number; 0 if it is absent.
   */
  int64_t value;
  /*
   1 if there is a number, 0 if it is absent.
   */
  int32_t given;
  /*
   Always 0.
   */
  int32_t reserved;
} wlp_optional;

/*
 Configuration of a client. Begin with `WLP_CONFIG_INIT`; what is NULL or absent has its default.

 The library copies what it needs: nothing here must outlive the call.
 */
typedef struct {
  /*
   `sizeof(wlp_config)`; set by `WLP_CONFIG_INIT`.
   */
  size_t struct_size;
  /*
   Encoding of all text, in and out: `WLP_ENCODING_UTF8` or `WLP_ENCODING_GB18030`.
   */
  int32_t encoding;
  /*
   `WLP_TIMESTAMP_SECONDS` or `WLP_TIMESTAMP_MILLISECONDS`.
   */
  int32_t timestamp_unit;
  /*
   Application id; NULL: `WELINKPARK_APP_ID`.
   */
  const char *app_id;
  /*
   Secret key; NULL: `WELINKPARK_SECRET_KEY`.
   */
  const char *secret_key;
  /*
   Park that calls are about; NULL: `WELINKPARK_PARK_ID`.
   */
  const char *park_id;
  /*
   Address of the platform; NULL: `WELINKPARK_BASE_URL`, or the platform's own.
   */
  const char *base_url;
  /*
   Key of the 3DES cipher, 24 bytes, where it is not the beginning of the secret key.
   */
  const uint8_t *cipher_key;
  /*
   Length of `cipher_key` in bytes.
   */
  size_t cipher_key_len;
  /*
   `WLP_CIPHER_ECB` or `WLP_CIPHER_CBC`.
   */
  int32_t cipher_mode;
  /*
   Always 0.
   */
  int32_t reserved;
  /*
   Initialisation vector for `WLP_CIPHER_CBC`.
   */
  uint8_t cipher_iv[8];
  /*
   Whether business data is encrypted, 1 or 0; 1 by default.
   */
  wlp_optional encrypt;
  /*
   `WLP_ZIP_AUTO`, `WLP_ZIP_NEVER` or `WLP_ZIP_ALWAYS`.
   */
  wlp_optional zip;
  /*
   Limit for making a connection in milliseconds; 3000 by default.
   */
  wlp_optional connect_timeout_ms;
  /*
   Limit for one attempt in milliseconds; 15000 by default.
   */
  wlp_optional attempt_timeout_ms;
  /*
   Limit for the whole call in milliseconds; 30000 by default.
   */
  wlp_optional timeout_ms;
  /*
   How often a call that changes nothing may be tried again; 2 by default.
   */
  wlp_optional retries;
  /*
   Whether a call refused with 0003 is signed once more with the server's time, 1 or 0; 1 by default.
   */
  wlp_optional correct_clock;
  /*
   Largest answer in bytes; 64 MiB by default.
   */
  wlp_optional max_response;
  /*
   Whether names of the document's samples are sent where they differ from its tables, 1 or 0; 0 by default.
   */
  wlp_optional sample_names;
  /*
   Whether debug logs show decrypted business data, 1 or 0; 0 by default.
   */
  wlp_optional log_content;
  /*
   Proxy such as `http://127.0.0.1:3128`; NULL: the environment's.
   */
  const char *proxy;
  /*
   Certificates in PEM that are trusted besides the system's.
   */
  const char *ca_certificate;
  /*
   Name of the language in the `User-Agent`; NULL: `c`. For bindings on top of this one.
   */
  const char *language;
} wlp_config;

/*
 Settings of calls made with a view. Begin with `WLP_CALL_OPTIONS_INIT`; what is absent follows the client.
 */
typedef struct {
  /*
   `sizeof(wlp_call_options)`; set by `WLP_CALL_OPTIONS_INIT`.
   */
  size_t struct_size;
  /*
   Limit for making a connection in milliseconds.
   */
  wlp_optional connect_timeout_ms;
  /*
   Limit for one attempt in milliseconds.
   */
  wlp_optional attempt_timeout_ms;
  /*
   Limit for the whole call in milliseconds.
   */
  wlp_optional timeout_ms;
  /*
   How often a call that changes nothing may be tried again.
   */
  wlp_optional retries;
  /*
   Whether business data is encrypted, 1 or 0.
   */
  wlp_optional encrypt;
  /*
   `WLP_ZIP_AUTO`, `WLP_ZIP_NEVER` or `WLP_ZIP_ALWAYS`.
   */
  wlp_optional zip;
  /*
   Ends the calls from outside. The view shares it: the program may free its own handle at any time.
   */
  const wlp_cancel_token *cancel;
} wlp_call_options;

/*
 Settings of a gate flow. Begin with `WLP_GATE_OPTIONS_INIT`; what is absent has its default.
 */
typedef struct {
  /*
   `sizeof(wlp_gate_options)`; set by `WLP_GATE_OPTIONS_INIT`.
   */
  size_t struct_size;
  /*
   How long the flow may take in milliseconds, all its calls and waits included; 30000 by default. It counts from
   the first step, and anew from `wlp_gate_flow_paid`.
   */
  wlp_optional max_wait_ms;
  /*
   Pause between two questions to the platform in milliseconds, varied by a tenth; 2000 by default.
   */
  wlp_optional interval_ms;
} wlp_gate_options;

/*
 The callback of a flow's step. `answer` is what the flow has come to, and the callback's to free with
 `wlp_gate_status_free`; NULL if `status` is not `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_gate_callback)(void *context, wlp_status status, wlp_gate_status *answer, wlp_error *error);

/*
 Told of a change while a flow runs. `status` is only valid during the call.
 */
typedef void (*wlp_gate_change)(void *context, const wlp_gate_status *status);

/*
 The callback of a question. `verdict` is the callback's to free with `wlp_verdict_free`; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_verdict_callback)(void *context, wlp_status status, wlp_verdict *verdict, wlp_error *error);

/*
 Parking areas that a new or changed vehicle passport opens; its dates come from renewing or paying.

 车辆授权.
 */
typedef struct {
  /*
   `sizeof(wlp_park_authorization)`; set by `WLP_PARK_AUTHORIZATION_INIT`.
   */
  size_t struct_size;
  /*
   Parking areas that the vehicle may use, as listed by `wlp_info_areas`.

   区域标识; required.
   */
  const int64_t *area_ids;
  /*
   Length of `area_ids`.
   */
  size_t area_ids_len;
} wlp_park_authorization;

/*
 Door areas that a new or changed access passport opens and the dates between which it does.

 门禁授权.
 */
typedef struct {
  /*
   `sizeof(wlp_ac_authorization)`; set by `WLP_AC_AUTHORIZATION_INIT`.
   */
  size_t struct_size;
  /*
   First day of the authorization; absent when no start is set.

   生效日期; documented length 10.
   */
  const char *start_date;
  /*
   Last day of the authorization; absent when no end is set.

   截止日期; documented length 10.
   */
  const char *end_date;
  /*
   Door areas that the card may open, as listed by `wlp_info_areas`.

   区域标识; required.
   */
  const int64_t *area_ids;
  /*
   Length of `area_ids`.
   */
  size_t area_ids_len;
} wlp_ac_authorization;

/*
 Request of `wlp_passport_add`. Begin with `WLP_PASSPORT_ADD_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passport_add_request)`; set by `WLP_PASSPORT_ADD_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Whether the passport is for a vehicle or for doors.

   凭证类型; required.
   */
  wlp_optional passport_type;
  /*
   Name of the holder.

   姓名; required; documented length 50.
   */
  const char *name;
  /*
   Address of the holder, such as a flat number; absent when there is none to record.

   地址; documented length 50.
   */
  const char *address;
  /*
   Mobile phone number of the holder.

   移动电话; required; documented length 11.
   */
  const char *mobile_phone;
  /*
   Management type from `wlp_info_mgr_types`; the numbers are the car park's own.

   管理类型.
   */
  wlp_optional mgr_type;
  /*
   Vehicle type from `wlp_info_car_types`; the numbers are the car park's own.

   车辆类型.
   */
  wlp_optional car_type;
  /*
   Plate of the vehicle; absent for passports without one.

   车牌号码; documented length 10.
   */
  const char *plate_number;
  /*
   Number of spaces that the passport covers.

   车位数; in spaces.
   */
  wlp_optional spacenum;
  /*
   Other plates that share the passport's spaces.

   共车位车牌; documented length 50.
   */
  const char *const *share_plates;
  /*
   Length of `share_plates`.
   */
  size_t share_plates_len;
  /*
   Card numbers of the passport; one passport may have several.

   卡号; documented length 100.
   */
  const char *const *card_number;
  /*
   Length of `card_number`.
   */
  size_t card_number_len;
  /*
   Whether the holder may book visits; sent as 1 or 0.

   是否可预约; required.
   */
  wlp_optional inviteable;
  /*
   Invitation code of the passport, digits whose leading zeros count, as handed out by
   `wlp_passport_invitation_code`.

   邀请码; documented length 32.
   */
  const char *invitation_code;
  /*
   Areas to open for the vehicle; for `passport_type` 1.

   车辆授权.
   */
  const wlp_park_authorization *park_auth;
  /*
   Areas and dates to open doors for; for `passport_type` 2.

   门禁授权.
   */
  const wlp_ac_authorization *ac_auth;
} wlp_passport_add_request;

/*
 Request of `wlp_passport_update`. Begin with `WLP_PASSPORT_UPDATE_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passport_update_request)`; set by `WLP_PASSPORT_UPDATE_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Whether the passport is for a vehicle or for doors.

   凭证类型; required.
   */
  wlp_optional passport_type;
  /*
   Passport that is meant.

   凭证标识; required.
   */
  wlp_optional passport_id;
  /*
   Name of the holder.

   姓名; required; documented length 50.
   */
  const char *name;
  /*
   Address of the holder, such as a flat number; absent when there is none to record.

   地址; documented length 50.
   */
  const char *address;
  /*
   Mobile phone number of the holder.

   移动电话; required; documented length 11.
   */
  const char *mobile_phone;
  /*
   Management type from `wlp_info_mgr_types`; the numbers are the car park's own.

   管理类型.
   */
  wlp_optional mgr_type;
  /*
   Vehicle type from `wlp_info_car_types`; the numbers are the car park's own.

   车辆类型.
   */
  wlp_optional car_type;
  /*
   Plate of the vehicle; absent for passports without one.

   车牌号码; documented length 10.
   */
  const char *plate_number;
  /*
   Number of spaces that the passport covers.

   车位数; in spaces.
   */
  wlp_optional spacenum;
  /*
   Other plates that share the passport's spaces.

   共车位车牌; documented length 50.
   */
  const char *const *share_plates;
  /*
   Length of `share_plates`.
   */
  size_t share_plates_len;
  /*
   Card numbers of the passport; one passport may have several.

   卡号; documented length 100.
   */
  const char *const *card_number;
  /*
   Length of `card_number`.
   */
  size_t card_number_len;
  /*
   Whether the holder may book visits; sent as 1 or 0.

   是否可预约; required.
   */
  wlp_optional inviteable;
  /*
   Invitation code of the passport, digits whose leading zeros count, as handed out by
   `wlp_passport_invitation_code`.

   邀请码; documented length 32.
   */
  const char *invitation_code;
  /*
   Areas to open for the vehicle; for `passport_type` 1.

   车辆授权.
   */
  const wlp_park_authorization *park_auth;
  /*
   Areas and dates to open doors for; for `passport_type` 2.

   门禁授权.
   */
  const wlp_ac_authorization *ac_auth;
} wlp_passport_update_request;

/*
 Request of `wlp_passport_delete`. Begin with `WLP_PASSPORT_DELETE_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passport_delete_request)`; set by `WLP_PASSPORT_DELETE_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Whether the passport is for a vehicle or for doors.

   凭证类型; required.
   */
  wlp_optional passport_type;
  /*
   Passport to delete.

   凭证标识; required.
   */
  wlp_optional passport_id;
} wlp_passport_delete_request;

/*
 Request of `wlp_booking_create_booking`. Begin with `WLP_BOOKING_CREATE_BOOKING_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_booking_create_booking_request)`; set by `WLP_BOOKING_CREATE_BOOKING_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Merchant, as returned by `wlp_coupon_merchants`; 0 for open booking, where free spaces do not limit
   entry. It must be given, there is no default.

   商户标识; required.
   */
  wlp_optional mch_id;
  /*
   Area to book, as returned by `wlp_booking_query_areas`.

   区域标识; required.
   */
  wlp_optional area_id;
  /*
   Plate to book for; may be left out where `user_id` is given.

   车牌号码; documented length 10.
   */
  const char *plate_number;
  /*
   The caller's own unique identifier of the user, for a vehicle without a plate; may be left out where
   `plate_number` is given.

   用户标识; documented length 32.
   */
  const char *user_id;
  /*
   Start of the booked period.

   开始时间; required; documented length 19.
   */
  const char *start_time;
  /*
   End of the booked period.

   截止时间; required; documented length 19.
   */
  const char *end_time;
  /*
   Name of the vehicle's owner; optional.

   车主姓名; documented length 20.
   */
  const char *name;
  /*
   Note on the visit; optional.

   说明; documented length 100.
   */
  const char *comment;
} wlp_booking_create_booking_request;

/*
 Request of `wlp_booking_cancel_booking`. Begin with `WLP_BOOKING_CANCEL_BOOKING_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_booking_cancel_booking_request)`; set by `WLP_BOOKING_CANCEL_BOOKING_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Merchant, as returned by `wlp_coupon_merchants`; 0 for open booking, where free spaces do not limit
   entry. It must be given, there is no default.

   商户标识; required.
   */
  wlp_optional mch_id;
  /*
   Booking, as returned by `wlp_booking_create_booking`.

   预约标识; required.
   */
  wlp_optional booking_id;
} wlp_booking_cancel_booking_request;

/*
 Request of `wlp_blacklist_add`. Begin with `WLP_BLACKLIST_ADD_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_blacklist_add_request)`; set by `WLP_BLACKLIST_ADD_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Plate to keep out.

   车牌号码; required; documented length 10.
   */
  const char *plate_number;
  /*
   Areas that the vehicle may not enter, as returned by `wlp_info_areas`; sent as one text, joined with
   commas without blanks.

   禁入区域; required; documented length 19.
   */
  const int64_t *area_ids;
  /*
   Length of `area_ids`.
   */
  size_t area_ids_len;
  /*
   When the ban begins; a bare date means 00:00:00 of that day.

   开始日期; required; documented length 19.
   */
  const char *start_date;
  /*
   When the ban ends; a bare date means 23:59:59 of that day. Left out, no end is sent.

   截止日期; documented length 19.
   */
  const char *end_date;
  /*
   Why the plate is banned; optional.

   加入原因; documented length 100.
   */
  const char *reason;
} wlp_blacklist_add_request;

/*
 Request of `wlp_coupon_add`. Begin with `WLP_COUPON_ADD_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_coupon_add_request)`; set by `WLP_COUPON_ADD_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Merchant, as returned by `wlp_coupon_merchants`.

   商户标识; required.
   */
  wlp_optional mch_id;
  /*
   Discount rule of that merchant, as returned by `wlp_coupon_rules`.

   优惠规则标识; required.
   */
  wlp_optional rule_id;
  /*
   Plate of the vehicle that gets the coupon.

   车牌号码; required; documented length 10.
   */
  const char *plate_number;
  /*
   Value of this coupon, only where the rule's own `discount_value` is 0: yuan for `rule_type` 0,
   minutes for 1, percent (0 to 100) for 2; for 3 the minutes that the vehicle parks free, counted from
   the issue of the coupon, 0 meaning for the current day and -1 without limit. Left out, the rule's
   value holds.

   折扣值.
   */
  wlp_optional discount_value;
} wlp_coupon_add_request;

/*
 A bill whose payment was reported with `wlp_pay_pay_tmp_rent_bill`, and the answer lost. Begin with
 `WLP_PAID_BILL_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_paid_bill)`; set by `WLP_PAID_BILL_INIT`.
   */
  size_t struct_size;
  /*
   Plate or licence. Required.
   */
  const char *plate_number;
  /*
   The user that the bill was made for. Required.
   */
  const char *user_id;
  /*
   Payment number of the bill.
   */
  wlp_optional trade_no;
  /*
   What had been paid before, in yuan.
   */
  const char *payed;
  /*
   What was to be paid, in yuan.
   */
  const char *money;
  /*
   When the bill was made, on the platform's clock: the end of its charged period.
   */
  const char *made_at;
} wlp_paid_bill;

/*
 How a list is walked page by page. Begin with `WLP_PAGES_OPTIONS_INIT`; what is absent has its default.
 */
typedef struct {
  /*
   `sizeof(wlp_pages_options)`; set by `WLP_PAGES_OPTIONS_INIT`.
   */
  size_t struct_size;
  /*
   Records per page; the request's `length` by default, or 100. Ask for no more than the platform gives: a short
   page is the last one.
   */
  wlp_optional page_size;
  /*
   At most so many records.
   */
  wlp_optional limit;
  /*
   Whether the next page is fetched while the program works on this one, 1 or 0; 1 by default.
   */
  wlp_optional prefetch;
} wlp_pages_options;

/*
 The callback of a call that hands out a text, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_text_answer_callback)(void *context, wlp_status status, wlp_text_answer *answer, wlp_error *error);

/*
 How a time range is walked window by window. Begin with `WLP_WINDOWS_OPTIONS_INIT`; what is absent has its default.
 */
typedef struct {
  /*
   `sizeof(wlp_windows_options)`; set by `WLP_WINDOWS_OPTIONS_INIT`.
   */
  size_t struct_size;
  /*
   Records per page; the request's `length` by default, or 100.
   */
  wlp_optional page_size;
  /*
   So many windows are fetched at once; 4 by default.
   */
  wlp_optional concurrent;
} wlp_windows_options;

/*
 The callback of a step through windows as JSON. `list` is the callback's to free, and NULL after the last window.
 Else as `wlp_callback`.
 */
typedef void (*wlp_json_window_callback)(void *context,
                                         wlp_status status,
                                         int64_t start,
                                         int64_t end,
                                         wlp_text_answer *list,
                                         wlp_error *error);

/*
 Request of `wlp_auth_enter`. Begin with `WLP_AUTH_ENTER_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_auth_enter_request)`; set by `WLP_AUTH_ENTER_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Lane or door, as returned by `wlp_info_lanes`.

   通道标识; required.
   */
  wlp_optional lane_id;
  /*
   The caller's own unique identifier of the user at the lane; sent as a text even if it consists of
   digits only.

   用户标识; required; documented length 32.
   */
  const char *user_id;
} wlp_auth_enter_request;

/*
 The callback of a call that hands out `wlp_enter_result_answer`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_enter_result_answer_callback)(void *context,
                                                 wlp_status status,
                                                 wlp_enter_result_answer *answer,
                                                 wlp_error *error);

/*
 Request of `wlp_auth_exit`. Begin with `WLP_AUTH_EXIT_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_auth_exit_request)`; set by `WLP_AUTH_EXIT_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Lane or door, as returned by `wlp_info_lanes`.

   通道标识; required.
   */
  wlp_optional lane_id;
  /*
   The caller's own unique identifier of the user at the lane; sent as a text even if it consists of
   digits only.

   用户标识; required; documented length 32.
   */
  const char *user_id;
} wlp_auth_exit_request;

/*
 The callback of a call that hands out `wlp_exit_result_answer`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_exit_result_answer_callback)(void *context,
                                                wlp_status status,
                                                wlp_exit_result_answer *answer,
                                                wlp_error *error);

/*
 Request of `wlp_auth_refresh_parking_fee`. Begin with `WLP_AUTH_REFRESH_PARKING_FEE_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_auth_refresh_parking_fee_request)`; set by `WLP_AUTH_REFRESH_PARKING_FEE_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Lane or door, as returned by `wlp_info_lanes`.

   通道标识; required.
   */
  wlp_optional lane_id;
  /*
   The caller's own unique identifier of the user at the lane; sent as a text even if it consists of
   digits only.

   用户标识; required; documented length 32.
   */
  const char *user_id;
} wlp_auth_refresh_parking_fee_request;

/*
 The callback of a call that hands out `wlp_refresh_result_answer`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_refresh_result_answer_callback)(void *context,
                                                   wlp_status status,
                                                   wlp_refresh_result_answer *answer,
                                                   wlp_error *error);

/*
 Request of `wlp_auth_query_event`. Begin with `WLP_AUTH_QUERY_EVENT_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_auth_query_event_request)`; set by `WLP_AUTH_QUERY_EVENT_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Lane or door, as returned by `wlp_info_lanes`.

   通道标识; required.
   */
  wlp_optional lane_id;
  /*
   The caller's own unique identifier of the user at the lane; sent as a text even if it consists of
   digits only.

   用户标识; required; documented length 32.
   */
  const char *user_id;
} wlp_auth_query_event_request;

/*
 The callback of a call that hands out `wlp_event_result_answer`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_event_result_answer_callback)(void *context,
                                                 wlp_status status,
                                                 wlp_event_result_answer *answer,
                                                 wlp_error *error);

/*
 Request of `wlp_auth_access`. Begin with `WLP_AUTH_ACCESS_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_auth_access_request)`; set by `WLP_AUTH_ACCESS_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Lane or door, as returned by `wlp_info_lanes`.

   通道标识; required.
   */
  wlp_optional lane_id;
  /*
   The caller's own unique identifier of the user at the lane; sent as a text even if it consists of
   digits only.

   用户标识; required; documented length 32.
   */
  const char *user_id;
} wlp_auth_access_request;

/*
 The callback of a call that hands out `wlp_access_result_answer`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_access_result_answer_callback)(void *context,
                                                  wlp_status status,
                                                  wlp_access_result_answer *answer,
                                                  wlp_error *error);

/*
 The callback of a call that hands out `wlp_blacklist_entry_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_blacklist_entry_list_callback)(void *context,
                                                  wlp_status status,
                                                  wlp_blacklist_entry_list *list,
                                                  wlp_error *error);

/*
 The callback of a call that hands out an id, which is 0 if `status` is not `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_id_callback)(void *context, wlp_status status, int64_t id, wlp_error *error);

/*
 Request of `wlp_blacklist_delete`. Begin with `WLP_BLACKLIST_DELETE_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_blacklist_delete_request)`; set by `WLP_BLACKLIST_DELETE_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Entry to remove, as returned by `wlp_blacklist_add` or `wlp_blacklist_query`. The wire spells it
   with a capital L.

   黑名单记录标识; required.
   */
  wlp_optional black_list_id;
} wlp_blacklist_delete_request;

/*
 The callback of a call that hands out nothing.

 `context` is what was given with the call. `error` is NULL on success; else it is the callback's to free.
 It is called on the client's callback thread.
 */
typedef void (*wlp_callback)(void *context, wlp_status status, wlp_error *error);

/*
 Request of `wlp_blacklist_query`. Begin with `WLP_BLACKLIST_QUERY_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_blacklist_query_request)`; set by `WLP_BLACKLIST_QUERY_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Only entries whose plate or the like matches; left out, all.

   关键字; documented length 20.
   */
  const char *keyword;
  /*
   Number of records to skip, counted from 0; 0 when left out.

   偏移量; 0 when left out.
   */
  wlp_optional offset;
  /*
   Largest number of records to return; 100 when left out. The document names no maximum.

   长度; 100 when left out.
   */
  wlp_optional length;
} wlp_blacklist_query_request;

/*
 The callback of a call that hands out `wlp_booking_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_booking_list_callback)(void *context, wlp_status status, wlp_booking_list *list, wlp_error *error);

/*
 Request of `wlp_booking_query_areas`. Begin with `WLP_BOOKING_QUERY_AREAS_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_booking_query_areas_request)`; set by `WLP_BOOKING_QUERY_AREAS_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Merchant, as returned by `wlp_coupon_merchants`; 0 for open booking, where free spaces do not limit
   entry. It must be given, there is no default.

   商户标识; required.
   */
  wlp_optional mch_id;
} wlp_booking_query_areas_request;

/*
 The callback of a call that hands out `wlp_bookable_area_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_bookable_area_list_callback)(void *context,
                                                wlp_status status,
                                                wlp_bookable_area_list *list,
                                                wlp_error *error);

/*
 Request of `wlp_booking_get_booking`. Begin with `WLP_BOOKING_GET_BOOKING_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_booking_get_booking_request)`; set by `WLP_BOOKING_GET_BOOKING_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Merchant, as returned by `wlp_coupon_merchants`; 0 for open booking, where free spaces do not limit
   entry. It must be given, there is no default.

   商户标识; required.
   */
  wlp_optional mch_id;
  /*
   Booking, as returned by `wlp_booking_create_booking`.

   预约标识; required.
   */
  wlp_optional booking_id;
} wlp_booking_get_booking_request;

/*
 The callback of a call that hands out `wlp_booking_answer`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_booking_answer_callback)(void *context,
                                            wlp_status status,
                                            wlp_booking_answer *answer,
                                            wlp_error *error);

/*
 Request of `wlp_booking_query_booking`. Begin with `WLP_BOOKING_QUERY_BOOKING_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_booking_query_booking_request)`; set by `WLP_BOOKING_QUERY_BOOKING_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Merchant, as returned by `wlp_coupon_merchants`; 0 for open booking, where free spaces do not limit
   entry. It must be given, there is no default.

   商户标识; required.
   */
  wlp_optional mch_id;
  /*
   Only bookings in this state; left out, bookings in any state.

   预约状态.
   */
  wlp_optional state;
  /*
   Only bookings whose plate, name, note or the like matches; left out, all.

   关键字; documented length 20.
   */
  const char *keyword;
  /*
   Number of records to skip, counted from 0; 0 when left out.

   偏移量; 0 when left out.
   */
  wlp_optional offset;
  /*
   Largest number of records to return; 100 when left out. The document names no maximum.

   长度; 100 when left out.
   */
  wlp_optional length;
} wlp_booking_query_booking_request;

/*
 The callback of a call that hands out `wlp_coupon_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_coupon_list_callback)(void *context, wlp_status status, wlp_coupon_list *list, wlp_error *error);

/*
 Request of `wlp_coupon_quota`. Begin with `WLP_COUPON_QUOTA_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_coupon_quota_request)`; set by `WLP_COUPON_QUOTA_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Merchant, as returned by `wlp_coupon_merchants`.

   商户标识; required.
   */
  wlp_optional mch_id;
  /*
   Discount rule of that merchant, as returned by `wlp_coupon_rules`.

   优惠规则标识; required.
   */
  wlp_optional rule_id;
} wlp_coupon_quota_request;

/*
 The callback of a call that hands out `wlp_coupon_quota_answer`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_coupon_quota_answer_callback)(void *context,
                                                 wlp_status status,
                                                 wlp_coupon_quota_answer *answer,
                                                 wlp_error *error);

/*
 Request of `wlp_coupon_rule`. Begin with `WLP_COUPON_RULE_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_coupon_rule_request)`; set by `WLP_COUPON_RULE_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Merchant, as returned by `wlp_coupon_merchants`.

   商户标识; required.
   */
  wlp_optional mch_id;
  /*
   Discount rule of that merchant, as returned by `wlp_coupon_rules`.

   优惠规则标识; required.
   */
  wlp_optional rule_id;
} wlp_coupon_rule_request;

/*
 The callback of a call that hands out `wlp_coupon_rule_answer`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_coupon_rule_answer_callback)(void *context,
                                                wlp_status status,
                                                wlp_coupon_rule_answer *answer,
                                                wlp_error *error);

/*
 Request of `wlp_coupon_rules`. Begin with `WLP_COUPON_RULES_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_coupon_rules_request)`; set by `WLP_COUPON_RULES_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Merchant, as returned by `wlp_coupon_merchants`.

   商户标识; required.
   */
  wlp_optional mch_id;
} wlp_coupon_rules_request;

/*
 The callback of a call that hands out `wlp_coupon_rule_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_coupon_rule_list_callback)(void *context,
                                              wlp_status status,
                                              wlp_coupon_rule_list *list,
                                              wlp_error *error);

/*
 The callback of a call that hands out `wlp_merchant_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_merchant_list_callback)(void *context, wlp_status status, wlp_merchant_list *list, wlp_error *error);

/*
 Request of `wlp_coupon_query_coupons`. Begin with `WLP_COUPON_QUERY_COUPONS_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_coupon_query_coupons_request)`; set by `WLP_COUPON_QUERY_COUPONS_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Merchant, as returned by `wlp_coupon_merchants`.

   商户标识; required.
   */
  wlp_optional mch_id;
  /*
   Day on which the coupons were issued.

   发放日期; required; documented length 10.
   */
  const char *date;
  /*
   Number of records to skip, counted from 0; 0 when left out.

   偏移量; 0 when left out.
   */
  wlp_optional offset;
  /*
   Largest number of records to return; 100 when left out. The document names no maximum.

   长度; 100 when left out.
   */
  wlp_optional length;
} wlp_coupon_query_coupons_request;

/*
 The callback of a call that hands out `wlp_area_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_area_list_callback)(void *context, wlp_status status, wlp_area_list *list, wlp_error *error);

/*
 The callback of a call that hands out `wlp_lane_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_lane_list_callback)(void *context, wlp_status status, wlp_lane_list *list, wlp_error *error);

/*
 The callback of a call that hands out `wlp_management_type_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_management_type_list_callback)(void *context,
                                                  wlp_status status,
                                                  wlp_management_type_list *list,
                                                  wlp_error *error);

/*
 The callback of a call that hands out `wlp_car_type_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_car_type_list_callback)(void *context, wlp_status status, wlp_car_type_list *list, wlp_error *error);

/*
 The callback of a call that hands out `wlp_area_space_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_area_space_list_callback)(void *context,
                                             wlp_status status,
                                             wlp_area_space_list *list,
                                             wlp_error *error);

/*
 Request of `wlp_info_rent_rule`. Begin with `WLP_INFO_RENT_RULE_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_info_rent_rule_request)`; set by `WLP_INFO_RENT_RULE_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Management type from `wlp_info_mgr_types`; what the platform answers without it is not documented.

   管理类型.
   */
  wlp_optional mgr_type;
  /*
   Vehicle type from `wlp_info_car_types`; what the platform answers without it is not documented.

   车辆类型.
   */
  wlp_optional car_type;
} wlp_info_rent_rule_request;

/*
 The callback of a call that hands out `wlp_rent_rule_answer`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_rent_rule_answer_callback)(void *context,
                                              wlp_status status,
                                              wlp_rent_rule_answer *answer,
                                              wlp_error *error);

/*
 Request of `wlp_info_set_qr_url`. Begin with `WLP_INFO_SET_QR_URL_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_info_set_qr_url_request)`; set by `WLP_INFO_SET_QR_URL_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Lane whose QR code is set.

   通道标识; required.
   */
  wlp_optional lane_id;
  /*
   URL of your own service that a scan opens.

   二维码 URL; required; documented length 100.
   */
  const char *qr_url;
  /*
   Short code passed on to the platform, which does not document its effect; leave it out to let the
   platform assign one.

   二维码短码; documented length 32.
   */
  const char *qr_code;
} wlp_info_set_qr_url_request;

/*
 The callback of a call that hands out `wlp_qr_code_answer`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_qr_code_answer_callback)(void *context,
                                            wlp_status status,
                                            wlp_qr_code_answer *answer,
                                            wlp_error *error);

/*
 The callback of a call that hands out `wlp_tmp_rent_record_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_tmp_rent_record_list_callback)(void *context,
                                                  wlp_status status,
                                                  wlp_tmp_rent_record_list *list,
                                                  wlp_error *error);

/*
 The callback of a step through windows: the first and last second of the window in Unix time, and its records, which
 are the callback's to free; NULL after the last window. Else as `wlp_callback`.
 */
typedef void (*wlp_tmp_rent_record_window_callback)(void *context,
                                                    wlp_status status,
                                                    int64_t start,
                                                    int64_t end,
                                                    wlp_tmp_rent_record_list *list,
                                                    wlp_error *error);

/*
 The callback of a call that hands out `wlp_long_rent_record_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_long_rent_record_list_callback)(void *context,
                                                   wlp_status status,
                                                   wlp_long_rent_record_list *list,
                                                   wlp_error *error);

/*
 The callback of a step through windows: the first and last second of the window in Unix time, and its records, which
 are the callback's to free; NULL after the last window. Else as `wlp_callback`.
 */
typedef void (*wlp_long_rent_record_window_callback)(void *context,
                                                     wlp_status status,
                                                     int64_t start,
                                                     int64_t end,
                                                     wlp_long_rent_record_list *list,
                                                     wlp_error *error);

/*
 Request of `wlp_parking_fee_query_tmp_rent_records`. Begin with
 `WLP_PARKING_FEE_QUERY_TMP_RENT_RECORDS_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_parking_fee_query_tmp_rent_records_request)`; set by `WLP_PARKING_FEE_QUERY_TMP_RENT_RECORDS_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Area to search; absent means every area.

   区域标识.
   */
  wlp_optional area_id;
  /*
   Lane to search; absent means every lane.

   通道标识.
   */
  wlp_optional lane_id;
  /*
   Beginning of the period searched, China Standard Time.

   开始时间; required; documented length 19.
   */
  const char *start_time;
  /*
   End of the period searched, China Standard Time.

   截止时间; required; documented length 19.
   */
  const char *end_time;
  /*
   Part of a plate; absent means no filter.

   关键字.
   */
  const char *keyword;
  /*
   Number of records to skip, counted from 0; 0 when left out.

   偏移量; 0 when left out.
   */
  wlp_optional offset;
  /*
   Largest number of records to return; 100 when left out. The document names no maximum.

   长度; 100 when left out.
   */
  wlp_optional length;
} wlp_parking_fee_query_tmp_rent_records_request;

/*
 Request of `wlp_parking_fee_query_long_rent_records`. Begin with
 `WLP_PARKING_FEE_QUERY_LONG_RENT_RECORDS_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_parking_fee_query_long_rent_records_request)`; set by `WLP_PARKING_FEE_QUERY_LONG_RENT_RECORDS_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   First day of the period searched.

   开始日期; required; documented length 10.
   */
  const char *start_date;
  /*
   Last day of the period searched.

   截止日期; required; documented length 10.
   */
  const char *end_date;
  /*
   Part of a plate; absent means no filter.

   关键字; documented length 20.
   */
  const char *keyword;
  /*
   Number of records to skip, counted from 0; 0 when left out.

   偏移量; 0 when left out.
   */
  wlp_optional offset;
  /*
   Largest number of records to return; 100 when left out. The document names no maximum.

   长度; 100 when left out.
   */
  wlp_optional length;
} wlp_parking_fee_query_long_rent_records_request;

/*
 The callback of a call that hands out `wlp_passport_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_passport_list_callback)(void *context, wlp_status status, wlp_passport_list *list, wlp_error *error);

/*
 Request of `wlp_passport_query`. Begin with `WLP_PASSPORT_QUERY_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passport_query_request)`; set by `WLP_PASSPORT_QUERY_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Whether the passport is for a vehicle or for doors.

   凭证类型; required.
   */
  wlp_optional passport_type;
  /*
   Number of records to skip, counted from 0; 0 when left out.

   偏移量; 0 when left out.
   */
  wlp_optional offset;
  /*
   Largest number of records to return; 100 when left out. The document names no maximum.

   长度; 100 when left out.
   */
  wlp_optional length;
  /*
   State to filter by; absent or All means every state.

   状态.
   */
  wlp_optional state;
  /*
   Part of a plate, card number, name, address or the like; absent means no filter.

   关键字; documented length 20.
   */
  const char *keyword;
} wlp_passport_query_request;

/*
 Request of `wlp_passport_get`. Begin with `WLP_PASSPORT_GET_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passport_get_request)`; set by `WLP_PASSPORT_GET_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Passport to return; leave it out when `plate_number` is given.

   凭证标识.
   */
  wlp_optional passport_id;
  /*
   Plate of the passport to return; leave it out when `passport_id` is given.

   车牌号码.
   */
  const char *plate_number;
} wlp_passport_get_request;

/*
 The callback of a call that hands out `wlp_passport_answer`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_passport_answer_callback)(void *context,
                                             wlp_status status,
                                             wlp_passport_answer *answer,
                                             wlp_error *error);

/*
 Request of `wlp_passport_has_plate_numbers`. Begin with
 `WLP_PASSPORT_HAS_PLATE_NUMBERS_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passport_has_plate_numbers_request)`; set by `WLP_PASSPORT_HAS_PLATE_NUMBERS_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Passport that is being changed; 0, also when left out, for a new passport.

   凭证标识; 0 when left out.
   */
  wlp_optional passport_id;
  /*
   Plates to check, at least one.

   车牌号码; required; documented length 50.
   */
  const char *const *plate_numbers;
  /*
   Length of `plate_numbers`.
   */
  size_t plate_numbers_len;
} wlp_passport_has_plate_numbers_request;

/*
 The callback of a call that hands out a flag, which is false if `status` is not `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_flag_callback)(void *context, wlp_status status, bool flag, wlp_error *error);

/*
 Request of `wlp_passport_has_card_numbers`. Begin with `WLP_PASSPORT_HAS_CARD_NUMBERS_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passport_has_card_numbers_request)`; set by `WLP_PASSPORT_HAS_CARD_NUMBERS_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Passport that is being changed; 0, also when left out, for a new passport.

   凭证标识; 0 when left out.
   */
  wlp_optional passport_id;
  /*
   Card numbers to check, at least one.

   卡号; required; documented length 50.
   */
  const char *const *card_numbers;
  /*
   Length of `card_numbers`.
   */
  size_t card_numbers_len;
} wlp_passport_has_card_numbers_request;

/*
 Request of `wlp_passport_renew`. Begin with `WLP_PASSPORT_RENEW_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passport_renew_request)`; set by `WLP_PASSPORT_RENEW_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Plate of the long-rent vehicle.

   车牌号码; required; documented length 10.
   */
  const char *plate_number;
  /*
   First day of the renewed period.

   开始日期; required; documented length 10.
   */
  const char *start_date;
  /*
   Last day of the renewed period; the platform does not check it against period.

   截止日期; required; documented length 10.
   */
  const char *end_date;
  /*
   Number of periods paid for; presumably months, the document names no unit.

   周期; required.
   */
  wlp_optional period;
  /*
   Amount paid for the renewal.

   金额; required; in yuan.
   */
  const char *money;
} wlp_passport_renew_request;

/*
 Request of `wlp_passport_lock`. Begin with `WLP_PASSPORT_LOCK_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passport_lock_request)`; set by `WLP_PASSPORT_LOCK_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Plate of the whitelisted vehicle.

   车牌号码; required; documented length 10.
   */
  const char *plate_number;
  /*
   Whether to lock or to unlock.

   锁车还是解锁; required.
   */
  wlp_optional state;
} wlp_passport_lock_request;

/*
 The callback of a call that hands out `wlp_car_record_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_car_record_list_callback)(void *context,
                                             wlp_status status,
                                             wlp_car_record_list *list,
                                             wlp_error *error);

/*
 The callback of a step through windows: the first and last second of the window in Unix time, and its records, which
 are the callback's to free; NULL after the last window. Else as `wlp_callback`.
 */
typedef void (*wlp_car_record_window_callback)(void *context,
                                               wlp_status status,
                                               int64_t start,
                                               int64_t end,
                                               wlp_car_record_list *list,
                                               wlp_error *error);

/*
 The callback of a call that hands out `wlp_ac_record_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_ac_record_list_callback)(void *context, wlp_status status, wlp_ac_record_list *list, wlp_error *error);

/*
 The callback of a step through windows: the first and last second of the window in Unix time, and its records, which
 are the callback's to free; NULL after the last window. Else as `wlp_callback`.
 */
typedef void (*wlp_ac_record_window_callback)(void *context,
                                              wlp_status status,
                                              int64_t start,
                                              int64_t end,
                                              wlp_ac_record_list *list,
                                              wlp_error *error);

/*
 The callback of a call that hands out `wlp_on_parking_record_list`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_on_parking_record_list_callback)(void *context,
                                                    wlp_status status,
                                                    wlp_on_parking_record_list *list,
                                                    wlp_error *error);

/*
 Request of `wlp_passrecord_query_car_records`. Begin with
 `WLP_PASSRECORD_QUERY_CAR_RECORDS_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passrecord_query_car_records_request)`; set by `WLP_PASSRECORD_QUERY_CAR_RECORDS_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Area to search; absent means every area.

   区域标识.
   */
  wlp_optional area_id;
  /*
   Lane to search; absent means every lane.

   通道标识.
   */
  wlp_optional lane_id;
  /*
   Beginning of the period searched, China Standard Time.

   开始时间; required; documented length 19.
   */
  const char *start_time;
  /*
   End of the period searched, China Standard Time.

   截止时间; required; documented length 19.
   */
  const char *end_time;
  /*
   Part of a plate; absent means no filter.

   关键字.
   */
  const char *keyword;
  /*
   Number of records to skip, counted from 0; 0 when left out.

   偏移量; 0 when left out.
   */
  wlp_optional offset;
  /*
   Largest number of records to return; 100 when left out. The document names no maximum.

   长度; 100 when left out.
   */
  wlp_optional length;
} wlp_passrecord_query_car_records_request;

/*
 Request of `wlp_passrecord_query_ac_records`. Begin with
 `WLP_PASSRECORD_QUERY_AC_RECORDS_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passrecord_query_ac_records_request)`; set by `WLP_PASSRECORD_QUERY_AC_RECORDS_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Area to search; absent means every area.

   区域标识.
   */
  wlp_optional area_id;
  /*
   Door to search; absent means every door.

   通道标识.
   */
  wlp_optional lane_id;
  /*
   Beginning of the period searched, China Standard Time.

   开始时间; required; documented length 19.
   */
  const char *start_time;
  /*
   End of the period searched, China Standard Time.

   截止时间; required; documented length 19.
   */
  const char *end_time;
  /*
   Number of records to skip, counted from 0; 0 when left out.

   偏移量; 0 when left out.
   */
  wlp_optional offset;
  /*
   Largest number of records to return; 100 when left out. The document names no maximum.

   长度; 100 when left out.
   */
  wlp_optional length;
} wlp_passrecord_query_ac_records_request;

/*
 Request of `wlp_passrecord_query_on_parking_records`. Begin with
 `WLP_PASSRECORD_QUERY_ON_PARKING_RECORDS_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passrecord_query_on_parking_records_request)`; set by `WLP_PASSRECORD_QUERY_ON_PARKING_RECORDS_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Area to search; absent means every area.

   区域标识.
   */
  wlp_optional area_id;
  /*
   Part of a plate; absent means no filter.

   关键字.
   */
  const char *keyword;
  /*
   Only records from before this number of days ago; absent means no such filter, and the document's
   sample sends 0.

   天数; in days.
   */
  wlp_optional days;
  /*
   Number of records to skip, counted from 0; 0 when left out.

   偏移量; 0 when left out.
   */
  wlp_optional offset;
  /*
   Largest number of records to return; 100 when left out. The document names no maximum.

   长度; 100 when left out.
   */
  wlp_optional length;
} wlp_passrecord_query_on_parking_records_request;

/*
 Request of `wlp_passrecord_reset_outside`. Begin with `WLP_PASSRECORD_RESET_OUTSIDE_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passrecord_reset_outside_request)`; set by `WLP_PASSRECORD_RESET_OUTSIDE_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Plate of the record.

   车牌号码; required; documented length 10.
   */
  const char *plate_number;
  /*
   Time of the record as `wlp_passrecord_query_on_parking_records` returned it, China Standard Time.

   通行时间; required; documented length 19.
   */
  const char *time;
  /*
   Lane of the record as `wlp_passrecord_query_on_parking_records` returned it.

   通道标识; required.
   */
  wlp_optional lane_id;
} wlp_passrecord_reset_outside_request;

/*
 Request of `wlp_passrecord_modify_plate`. Begin with `WLP_PASSRECORD_MODIFY_PLATE_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passrecord_modify_plate_request)`; set by `WLP_PASSRECORD_MODIFY_PLATE_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   New, correct plate; the wrong one is not sent.

   车牌号码; required; documented length 10.
   */
  const char *plate_number;
  /*
   Time of the record as `wlp_passrecord_query_on_parking_records` returned it, China Standard Time.

   通行时间; required; documented length 19.
   */
  const char *time;
  /*
   Lane of the record as `wlp_passrecord_query_on_parking_records` returned it.

   通道标识; required.
   */
  wlp_optional lane_id;
} wlp_passrecord_modify_plate_request;

/*
 Request of `wlp_passrecord_query_image_url`. Begin with
 `WLP_PASSRECORD_QUERY_IMAGE_URL_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_passrecord_query_image_url_request)`; set by `WLP_PASSRECORD_QUERY_IMAGE_URL_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Lane of the passage.

   通道标识; required.
   */
  wlp_optional lane_id;
  /*
   Time of the passage as its record gives it, China Standard Time.

   通行时间; required; documented length 19.
   */
  const char *time;
} wlp_passrecord_query_image_url_request;

/*
 The callback of a call that hands out texts, which are the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_text_list_callback)(void *context, wlp_status status, wlp_text_list *list, wlp_error *error);

/*
 Request of `wlp_pay_query_long_rent_bill`. Begin with `WLP_PAY_QUERY_LONG_RENT_BILL_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_pay_query_long_rent_bill_request)`; set by `WLP_PAY_QUERY_LONG_RENT_BILL_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Plate of the long-rent vehicle.

   车牌号码; required; documented length 10.
   */
  const char *plate_number;
  /*
   First day to be paid for.

   开始日期; required; documented length 10.
   */
  const char *start_date;
  /*
   Number of periods to pay for, presumably months; the document names no unit, and the library does no
   arithmetic with it.

   周期; required.
   */
  wlp_optional period;
  /*
   The caller's own unique identifier of the user who pays; sent as a text even if it consists of
   digits only.

   用户标识; required; documented length 32.
   */
  const char *user_id;
} wlp_pay_query_long_rent_bill_request;

/*
 The callback of a call that hands out `wlp_long_rent_bill_answer`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_long_rent_bill_answer_callback)(void *context,
                                                   wlp_status status,
                                                   wlp_long_rent_bill_answer *answer,
                                                   wlp_error *error);

/*
 Request of `wlp_pay_query_tmp_rent_bill`. Begin with `WLP_PAY_QUERY_TMP_RENT_BILL_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_pay_query_tmp_rent_bill_request)`; set by `WLP_PAY_QUERY_TMP_RENT_BILL_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Plate of the vehicle; the platform matches it loosely.

   车牌号码; required; documented length 10.
   */
  const char *plate_number;
  /*
   The caller's own unique identifier of the user who pays; sent as a text even if it consists of
   digits only.

   用户标识; required; documented length 32.
   */
  const char *user_id;
} wlp_pay_query_tmp_rent_bill_request;

/*
 The callback of a call that hands out `wlp_tmp_rent_bill_answer`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_tmp_rent_bill_answer_callback)(void *context,
                                                  wlp_status status,
                                                  wlp_tmp_rent_bill_answer *answer,
                                                  wlp_error *error);

/*
 Request of `wlp_pay_pay_long_rent_bill`. Begin with `WLP_PAY_PAY_LONG_RENT_BILL_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_pay_pay_long_rent_bill_request)`; set by `WLP_PAY_PAY_LONG_RENT_BILL_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Plate of the long-rent vehicle whose bill was paid.

   车牌号码; required; documented length 10.
   */
  const char *plate_number;
  /*
   Payment token of the bill, exactly as `wlp_pay_query_long_rent_bill` returned it.

   支付令牌; required.
   */
  const char *pay_token;
} wlp_pay_pay_long_rent_bill_request;

/*
 Request of `wlp_pay_pay_tmp_rent_bill`. Begin with `WLP_PAY_PAY_TMP_RENT_BILL_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_pay_pay_tmp_rent_bill_request)`; set by `WLP_PAY_PAY_TMP_RENT_BILL_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Plate of the vehicle: the one the bill returned where it has one, otherwise the one asked for.

   车牌号码; required; documented length 10.
   */
  const char *plate_number;
  /*
   Payment token of the bill, exactly as `wlp_pay_query_tmp_rent_bill`, `wlp_auth_exit` or
   `wlp_auth_refresh_parking_fee` returned it.

   支付令牌; required.
   */
  const char *pay_token;
} wlp_pay_pay_tmp_rent_bill_request;

/*
 Request of `wlp_pay_add_tmp_rent_bill`. Begin with `WLP_PAY_ADD_TMP_RENT_BILL_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_pay_add_tmp_rent_bill_request)`; set by `WLP_PAY_ADD_TMP_RENT_BILL_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Plate of the vehicle.

   车牌号码; required; documented length 10.
   */
  const char *plate_number;
  /*
   Lane through which the vehicle entered; sent as a text, as the document types it.

   入场通道标识; required.
   */
  wlp_optional enter_lane_id;
  /*
   When the vehicle entered.

   入场时间; required; documented length 19.
   */
  const char *enter_time;
  /*
   End of the period that the bill charges.

   截止时间; required; documented length 19.
   */
  const char *bill_end_time;
  /*
   Fee before discount; sent as a text, as in the document's sample.

   应付; required; in yuan.
   */
  const char *payable;
  /*
   Discount on the fee, 0 where there was none; sent as a text, as in the document's sample.

   折扣; required; in yuan.
   */
  const char *discount;
  /*
   Amount already paid before this bill, 0 where there was none; sent as a text, as in the document's
   sample.

   已付; required; in yuan.
   */
  const char *paid;
  /*
   Amount paid with this bill; sent as a text, as in the document's sample.

   实付; required; in yuan.
   */
  const char *amount;
} wlp_pay_add_tmp_rent_bill_request;

/*
 Request of `wlp_space_get_parking_info`. Begin with `WLP_SPACE_GET_PARKING_INFO_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_space_get_parking_info_request)`; set by `WLP_SPACE_GET_PARKING_INFO_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Number of the parking space.

   泊位编号; required; documented length 6.
   */
  const char *parking_space_no;
} wlp_space_get_parking_info_request;

/*
 The callback of a call that hands out `wlp_parking_space_answer`, which is the callback's to free; NULL if `status` is not
 `WLP_OK`. Else as `wlp_callback`.
 */
typedef void (*wlp_parking_space_answer_callback)(void *context,
                                                  wlp_status status,
                                                  wlp_parking_space_answer *answer,
                                                  wlp_error *error);

/*
 Request of `wlp_space_set_coupons`. Begin with `WLP_SPACE_SET_COUPONS_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_space_set_coupons_request)`; set by `WLP_SPACE_SET_COUPONS_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Number of the parking space.

   泊位编号; required.
   */
  const char *parking_space_no;
  /*
   Plate of the vehicle as entered by the user, where the space did not recognise it or read it wrong;
   left out, the recognised plate holds.

   车牌号码; documented length 10.
   */
  const char *plate_number;
  /*
   Start of the free period; goes with `end_time`.

   优惠开始时间; documented length 19.
   */
  const char *start_time;
  /*
   End of the free period; goes with `start_time`.

   优惠截止时间; documented length 19.
   */
  const char *end_time;
  /*
   Length of the free parking time; instead of `start_time` and `end_time`.

   优惠时长; in minutes.
   */
  wlp_optional time_length;
} wlp_space_set_coupons_request;

/*
 Request of `wlp_user_login`. Begin with `WLP_USER_LOGIN_REQUEST_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_user_login_request)`; set by `WLP_USER_LOGIN_REQUEST_INIT`.
   */
  size_t struct_size;
  /*
   Identifier of the user in your own system, a 64-bit integer.

   用户标识; required.
   */
  wlp_optional user_id;
  /*
   Name of the user in your own system, shown on the platform's pages.

   用户名称; required; documented length 50.
   */
  const char *user_name;
  /*
   Role that the user gets on the platform's pages.

   扮演角色; required.
   */
  wlp_optional role;
  /*
   System to open after the login.

   状态; required; documented length 20.
   */
  const char *state;
} wlp_user_login_request;

/*
 Receives one line of the log. `message` is only valid during the call.

 It is called on whichever thread makes a call or drives the network, also on several at once; it must not make
 calls itself. Lines never contain the secret key, and business data only with `log_content`.
 */
typedef void (*wlp_log_callback)(void *context, int32_t level, const char *message);

/*
 How content is coded. Begin with `WLP_CODING_INIT`.
 */
typedef struct {
  /*
   `sizeof(wlp_coding)`; set by `WLP_CODING_INIT`.
   */
  size_t struct_size;
  /*
   Secret key, whose beginning is the key of the cipher; NULL if `key` is given.
   */
  const char *secret_key;
  /*
   Key of the cipher, 24 bytes; NULL if `secret_key` is given.
   */
  const uint8_t *key;
  /*
   `WLP_CIPHER_ECB` or `WLP_CIPHER_CBC`.
   */
  int32_t cipher_mode;
  /*
   1 if content is encrypted.
   */
  int32_t encrypt;
  /*
   1 if content is gzipped.
   */
  int32_t zip;
  /*
   Always 0.
   */
  int32_t reserved;
  /*
   Initialisation vector for `WLP_CIPHER_CBC`.
   */
  uint8_t iv[8];
} wlp_coding;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/*
 The text; NULL only if `answer` is.
 */
const char *wlp_text_answer_value(const wlp_text_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_text_answer_response(const wlp_text_answer *answer);

/*
 Frees the answer; NULL is nothing.
 */
void wlp_text_answer_free(wlp_text_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_text_answer_free`.
 */
wlp_status wlp_text_answer_parse(const char *content, int32_t encoding, wlp_text_answer **answer, wlp_error **error);

/*
 How many texts there are.
 */
size_t wlp_text_list_len(const wlp_text_list *list);

/*
 The text at `index`; NULL beyond the end.
 */
const char *wlp_text_list_at(const wlp_text_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_text_list_response(const wlp_text_list *list);

/*
 Frees the list; NULL is nothing.
 */
void wlp_text_list_free(wlp_text_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_text_list_free`.
 */
wlp_status wlp_text_list_parse(const char *content, int32_t encoding, wlp_text_list **list, wlp_error **error);

/*
 Reads a bare id without a call.
 */
wlp_status wlp_id_parse(const char *content, int32_t encoding, int64_t *id, wlp_error **error);

/*
 Reads a bare flag without a call.
 */
wlp_status wlp_flag_parse(const char *content, int32_t encoding, bool *flag, wlp_error **error);

/*
 A token that is not cancelled. Free it with `wlp_cancel_token_free`. NULL only if memory is at its end.
 */
wlp_cancel_token *wlp_cancel_token_new(void);

/*
 Cancels all calls that carry the token, blocking and asynchronous, now and later.

 What the platform has begun goes on: `wlp_error_sent` says whether it may have begun.
 */
void wlp_cancel_token_cancel(const wlp_cancel_token *token);

/*
 Frees a token; NULL is nothing. Calls that carry it go on.
 */
void wlp_cancel_token_free(wlp_cancel_token *token);

/*
 Cancels a call. Its callback is still called, once: with `WLP_CANCELLED`, or with the call's own outcome if
 that came first. Without effect on a call that has ended; NULL is nothing.
 */
void wlp_call_cancel(const wlp_call *call);

/*
 Frees the handle of a call, at any time, also in its callback; the call itself goes on. NULL is nothing.
 */
void wlp_call_free(wlp_call *call);

/*
 Makes a client. `config` may be NULL: then the environment says everything.

 `*client` is to be freed with `wlp_client_free`. Making it sends nothing.
 */
wlp_status wlp_client_new(const wlp_config *config, wlp_client **client, wlp_error **error);

/*
 A view of the same connections for another park. Free it with `wlp_client_free`.
 */
wlp_status wlp_client_for_park(const wlp_client *client, const char *park_id, wlp_client **view, wlp_error **error);

/*
 A view of the same connections whose calls have these settings. What is absent follows the client's own
 configuration, not the view that this one is made of. Free it with `wlp_client_free`.
 */
wlp_status wlp_client_with_options(const wlp_client *client,
                                   const wlp_call_options *options,
                                   wlp_client **view,
                                   wlp_error **error);

/*
 Frees a client or a view; NULL is nothing. No other thread may be in a function with this handle.

 Asynchronous calls made with it are cancelled, and it waits until the last of their callbacks has returned;
 called in a callback it does not wait, and they come later.
 */
void wlp_client_free(wlp_client *client);

/*
 Frees an error; NULL is nothing.
 */
void wlp_error_free(wlp_error *error);

/*
 One line for a log; never NULL unless `error` is.
 */
const char *wlp_error_message(const wlp_error *error);

/*
 The whole story in several lines, for a person.
 */
const char *wlp_error_report(const wlp_error *error);

/*
 The endpoint's name such as `passport.get`, or the path of a raw call; NULL if there was none.
 */
const char *wlp_error_endpoint(const wlp_error *error);

/*
 Status `WLP_VALIDATION` and `WLP_MISUSE`: the argument, by its wire name, dotted where nested; else NULL.
 */
const char *wlp_error_field(const wlp_error *error);

/*
 Status `WLP_VALIDATION`: the broken rule: `required`, `one-of`, `type`, `unknown` or `encoding`; else NULL.
 */
const char *wlp_error_rule(const wlp_error *error);

/*
 Status `WLP_TRANSPORT`: `timeout`, `connect`, `tls`, `interrupted` or `too-large`; else NULL.
 */
const char *wlp_error_transport(const wlp_error *error);

/*
 Status `WLP_HTTP`: the beginning of the body; else NULL.
 */
const char *wlp_error_body(const wlp_error *error);

/*
 Status `WLP_DECODE`: `envelope`, `base64`, `gzip`, `3des`, `utf-8`, `json` or `field`; else NULL.
 */
const char *wlp_error_stage(const wlp_error *error);

/*
 Status `WLP_DECODE`, stage `field`: the JSON path, such as `$[0].laneId`; else NULL.
 */
const char *wlp_error_path(const wlp_error *error);

/*
 Status `WLP_DECODE` and `WLP_API`: the decrypted content as far as it could be read; NULL if there is none.
 */
const char *wlp_error_content(const wlp_error *error);

/*
 Status `WLP_API`: the platform's code, such as `0003`; else NULL.
 */
const char *wlp_error_code(const wlp_error *error);

/*
 Status `WLP_API`: the platform's message; else NULL.
 */
const char *wlp_error_api_message(const wlp_error *error);

/*
 Status `WLP_API`: business detail such as `NoBill`; NULL if there is none.
 */
const char *wlp_error_err_code(const wlp_error *error);

/*
 Status `WLP_API` with code 0003: the canonical string that was signed, its content shortened; else NULL.
 */
const char *wlp_error_canonical(const wlp_error *error);

/*
 Status `WLP_API` with code 0003: how many likely reasons this side can see; else 0.
 */
size_t wlp_error_findings_len(const wlp_error *error);

/*
 Short name of the likely reason at `index`, such as `clock-off`; NULL beyond the end.
 */
const char *wlp_error_finding_code_at(const wlp_error *error, size_t index);

/*
 The likely reason at `index` and what would be right, for people; NULL beyond the end.
 */
const char *wlp_error_finding_message_at(const wlp_error *error, size_t index);

/*
 The status that came with it; `WLP_OK` for NULL.
 */
wlp_status wlp_error_status(const wlp_error *error);

/*
 Whether the platform may have received the request.
 */
wlp_sent wlp_error_sent(const wlp_error *error);

/*
 What the platform's code means.
 */
wlp_api_kind wlp_error_api_kind(const wlp_error *error);

/*
 Whether the same call may be made again without harm and with hope.
 */
bool wlp_error_retryable(const wlp_error *error);

/*
 How many requests were started; 0 if the call never got that far.
 */
uint32_t wlp_error_attempts(const wlp_error *error);

/*
 Status `WLP_HTTP`: the HTTP status; else 0.
 */
uint16_t wlp_error_http_status(const wlp_error *error);

/*
 Nonce of the last request.
 */
wlp_optional wlp_error_nonce(const wlp_error *error);

/*
 Timestamp of the last request, in the client's unit (seconds by default).
 */
wlp_optional wlp_error_timestamp(const wlp_error *error);

/*
 Status `WLP_HTTP`: seconds of the `Retry-After` header.
 */
wlp_optional wlp_error_retry_after(const wlp_error *error);

/*
 Status `WLP_API` with code 0003: server clock minus local clock in seconds.
 */
wlp_optional wlp_error_clock_offset(const wlp_error *error);

/*
 Explains a request of any implementation, as it was written down: a URL, a form body, a `curl` line, or an entry of
 the sandbox's log. It sends nothing; the secret key is used, never shown.

 `at` is the platform's clock when the request arrived, in Unix seconds; if absent, the request's age is judged only
 where the text tells it. `encoding` is that of all texts. Free `*explanation` with `wlp_explanation_free`.
 */
wlp_status wlp_explain(const char *text,
                       const char *secret_key,
                       wlp_optional at,
                       int32_t encoding,
                       wlp_explanation **explanation,
                       wlp_error **error);

/*
 Whether nothing is wrong.
 */
bool wlp_explanation_right(const wlp_explanation *explanation);

/*
 What became of the signature: `right`, `wrong` or `missing`.
 */
const char *wlp_explanation_signature(const wlp_explanation *explanation);

/*
 The string that has to be signed.
 */
const char *wlp_explanation_canonical(const wlp_explanation *explanation);

/*
 The signature that belongs to it.
 */
const char *wlp_explanation_expected(const wlp_explanation *explanation);

/*
 The signature that came; NULL if there is none.
 */
const char *wlp_explanation_found(const wlp_explanation *explanation);

/*
 The endpoint; NULL if the path is not known.
 */
const char *wlp_explanation_endpoint(const wlp_explanation *explanation);

/*
 How many mistakes were found; 0 for a correct request.
 */
size_t wlp_explanation_findings_len(const wlp_explanation *explanation);

/*
 Short name of the mistake at `index`, such as `sorted-ignoring-case`; NULL beyond the end.
 */
const char *wlp_explanation_mistake_at(const wlp_explanation *explanation, size_t index);

/*
 Whether the mistake at `index` is proved, not only the likely reason.
 */
bool wlp_explanation_certain_at(const wlp_explanation *explanation, size_t index);

/*
 What is wrong and what would be right, in English; NULL beyond the end.
 */
const char *wlp_explanation_message_at(const wlp_explanation *explanation, size_t index);

/*
 The same in Chinese; NULL beyond the end.
 */
const char *wlp_explanation_message_zh_at(const wlp_explanation *explanation, size_t index);

/*
 How many notes there are: what is not wrong, but worth to know.
 */
size_t wlp_explanation_notes_len(const wlp_explanation *explanation);

/*
 The note at `index`; NULL beyond the end.
 */
const char *wlp_explanation_note_at(const wlp_explanation *explanation, size_t index);

/*
 The whole explanation as JSON, as `welinkpark explain --json` prints it.
 */
const char *wlp_explanation_json(const wlp_explanation *explanation);

/*
 Frees an explanation; NULL is nothing.
 */
void wlp_explanation_free(wlp_explanation *explanation);

/*
 A flow of this kind (`WLP_GATE_…`) for a user at a lane. `options` may be NULL. It sends nothing.

 Free `*flow` with `wlp_gate_flow_free`.
 */
wlp_status wlp_gate_flow_new(const wlp_client *client,
                             int32_t kind,
                             int64_t lane_id,
                             const char *user_id,
                             const wlp_gate_options *options,
                             wlp_gate_flow **flow,
                             wlp_error **error);

/*
 Goes on with a flow from its token, in its park and with its deadline, also in another process. The first call is a
 question: nothing is sent again. Free `*flow` with `wlp_gate_flow_free`.
 */
wlp_status wlp_gate_resume(const wlp_client *client, const char *token, wlp_gate_flow **flow, wlp_error **error);

/*
 Runs until the next change, or until the program has something to do; at once if there is nothing to run for.

 Free `*status` with `wlp_gate_status_free`. What the platform refuses with an error code is `WLP_API`; the flow can
 be run again after any error, and never sends again what may have been sent.
 */
wlp_status wlp_gate_flow_next(wlp_gate_flow *flow, wlp_gate_status **status, wlp_error **error);

/*
 As `wlp_gate_flow_next`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all. The next
 step may be started in it. `*call`, if wanted, is to be freed with `wlp_call_free`; cancelling it cancels the flow.
 */
wlp_status wlp_gate_flow_next_async(wlp_gate_flow *flow,
                                    wlp_gate_callback callback,
                                    void *context,
                                    wlp_call **call,
                                    wlp_error **error);

/*
 Runs until the program has something to do or it is over: any phase but `WLP_GATE_PHASE_READY` and
 `WLP_GATE_PHASE_WAITING`.

 `on_change`, which may be NULL, is told every change in the caller's thread. Free `*status` with
 `wlp_gate_status_free`. Errors are as with `wlp_gate_flow_next`.
 */
wlp_status wlp_gate_flow_run(wlp_gate_flow *flow,
                             wlp_gate_change on_change,
                             void *context,
                             wlp_gate_status **status,
                             wlp_error **error);

/*
 As `wlp_gate_flow_run`, with a callback; see `wlp_gate_flow_next_async`. `on_change`, which may be NULL, is told every
 change on the client's callback thread, before `callback` and with the same `context`.
 */
wlp_status wlp_gate_flow_run_async(wlp_gate_flow *flow,
                                   wlp_gate_change on_change,
                                   wlp_gate_callback callback,
                                   void *context,
                                   wlp_call **call,
                                   wlp_error **error);

/*
 What is known now, also during a step. Free `*status` with `wlp_gate_status_free`.
 */
wlp_status wlp_gate_flow_status(const wlp_gate_flow *flow, wlp_gate_status **status, wlp_error **error);

/*
 Goes on after `WLP_GATE_PHASE_PAYMENT`, or with a flow resumed from there: the bill has been paid and reported to the
 platform (`wlp_pay_pay_tmp_rent_bill`). The time for the flow begins anew. It sends nothing.
 */
wlp_status wlp_gate_flow_paid(wlp_gate_flow *flow, wlp_error **error);

/*
 Goes on after `WLP_GATE_PHASE_TIMED_OUT` or `WLP_GATE_PHASE_CANCELLED`, for so many more milliseconds. It sends
 nothing, and never lets be sent again what may have been sent.
 */
wlp_status wlp_gate_flow_extend(wlp_gate_flow *flow, int64_t max_wait_ms, wlp_error **error);

/*
 The flow as a text for `wlp_gate_resume`, to be kept as private as lane, user and park: it holds no credential. Free
 `*token` with `wlp_string_free`.

 A call that is due when the token is made counts as sent. To save a flow during a step, cancel it and wait for the
 step's end.
 */
wlp_status wlp_gate_flow_token(const wlp_gate_flow *flow, char **token, wlp_error **error);

/*
 Ends the flow, from any thread and at any moment: its step ends with `WLP_GATE_PHASE_CANCELLED`. What the platform has
 begun goes on. NULL is nothing.
 */
void wlp_gate_flow_cancel(const wlp_gate_flow *flow);

/*
 Frees a flow; NULL is nothing. A step with a callback is cancelled, and it waits until the callback has returned;
 called in a callback it does not wait, and the callback comes later.
 */
void wlp_gate_flow_free(wlp_gate_flow *flow);

/*
 Asks the platform what became of a write whose answer was lost (`wlp_error_sent` is `WLP_SENT_UNKNOWN`).

 `write` is `passport_added`, `passport_updated`, `passport_deleted`, `booking_created`, `booking_cancelled`,
 `blacklist_added`, `coupon_issued`, `bill_paid` or `vehicle_let_in`; `request` the write's request as a JSON object,
 and beside its fields `since` (when the lost call began) for `coupon_issued`, `license` and `since` for
 `vehicle_let_in`; that of `bill_paid` has the fields of `wlp_paid_bill`. Ask after the lost call's time is surely over:
 a request that still travels is not done yet. It only reads. Free `*verdict` with `wlp_verdict_free`.
 */
wlp_status wlp_reconcile(const wlp_client *client,
                         const char *write,
                         const char *request,
                         wlp_verdict **verdict,
                         wlp_error **error);

/*
 As `wlp_reconcile`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_reconcile_async(const wlp_client *client,
                               const char *write,
                               const char *request,
                               wlp_verdict_callback callback,
                               void *context,
                               wlp_call **call,
                               wlp_error **error);

/*
 What became of `wlp_passport_add`. By plate, else by card, else by name and phone; an equal passport from before counts as done. See `wlp_reconcile`.
 */
wlp_status wlp_reconcile_passport_added(const wlp_client *client,
                                        const wlp_passport_add_request *request,
                                        wlp_verdict **verdict,
                                        wlp_error **error);

/*
 What became of `wlp_passport_update`. Every field that the request gave has its value. See `wlp_reconcile`.
 */
wlp_status wlp_reconcile_passport_updated(const wlp_client *client,
                                          const wlp_passport_update_request *request,
                                          wlp_verdict **verdict,
                                          wlp_error **error);

/*
 What became of `wlp_passport_delete`. There is no such passport any more. See `wlp_reconcile`.
 */
wlp_status wlp_reconcile_passport_deleted(const wlp_client *client,
                                          const wlp_passport_delete_request *request,
                                          wlp_verdict **verdict,
                                          wlp_error **error);

/*
 What became of `wlp_booking_create_booking`. By merchant, area, plate and time; without a plate the platform does not tell whose booking it is. See `wlp_reconcile`.
 */
wlp_status wlp_reconcile_booking_created(const wlp_client *client,
                                         const wlp_booking_create_booking_request *request,
                                         wlp_verdict **verdict,
                                         wlp_error **error);

/*
 What became of `wlp_booking_cancel_booking`. By the booking's state. See `wlp_reconcile`.
 */
wlp_status wlp_reconcile_booking_cancelled(const wlp_client *client,
                                           const wlp_booking_cancel_booking_request *request,
                                           wlp_verdict **verdict,
                                           wlp_error **error);

/*
 What became of `wlp_blacklist_add`. An entry with the same plate, areas and times; an equal entry from before counts as done. See `wlp_reconcile`.
 */
wlp_status wlp_reconcile_blacklist_added(const wlp_client *client,
                                         const wlp_blacklist_add_request *request,
                                         wlp_verdict **verdict,
                                         wlp_error **error);

/*
 What became of `wlp_coupon_add`. A coupon of this rule for this plate, issued at `since` or later on the platform's
 clock; `since` is when the lost call began. See `wlp_reconcile`.
 */
wlp_status wlp_reconcile_coupon_issued(const wlp_client *client,
                                       const wlp_coupon_add_request *request,
                                       const char *since,
                                       wlp_verdict **verdict,
                                       wlp_error **error);

/*
 What became of `wlp_pay_pay_tmp_rent_bill`. The fee record exists, or the bill is gone. Asking for a bill makes a new one on
 the platform, which harms nobody. See `wlp_reconcile`.
 */
wlp_status wlp_reconcile_bill_paid(const wlp_client *client,
                                   const wlp_paid_bill *bill,
                                   wlp_verdict **verdict,
                                   wlp_error **error);

/*
 Whether a vehicle was let in (`wlp_auth_enter`). By its licence or plate among the vehicles inside that came in
 through this lane at `since` or later on the platform's clock; with `license` NULL by the user's scan at the lane.
 See `wlp_reconcile`.
 */
wlp_status wlp_reconcile_vehicle_let_in(const wlp_client *client,
                                        int64_t lane_id,
                                        const char *user_id,
                                        const char *license,
                                        const char *since,
                                        wlp_verdict **verdict,
                                        wlp_error **error);

/*
 What became of the write; `WLP_OUTCOME_CANNOT_TELL` for NULL.
 */
wlp_outcome wlp_verdict_outcome(const wlp_verdict *verdict);

/*
 Why that is known, for people.
 */
const char *wlp_verdict_reason(const wlp_verdict *verdict);

/*
 Id of the record that the write made, where it makes one and it was found.
 */
wlp_optional wlp_verdict_id(const wlp_verdict *verdict);

/*
 The verdict as JSON: `outcome` (`done`, `not-done`, `cannot-tell`), `reason`, `id`.
 */
const char *wlp_verdict_json(const wlp_verdict *verdict);

/*
 Frees a verdict; NULL is nothing.
 */
void wlp_verdict_free(wlp_verdict *verdict);

/*
 What the flow is at; `WLP_GATE_PHASE_UNKNOWN` for NULL.
 */
wlp_gate_phase wlp_gate_status_phase(const wlp_gate_status *status);

/*
 Which kind of lane it is about: `WLP_GATE_ENTER`, `WLP_GATE_EXIT` or `WLP_GATE_ACCESS`; -1 for NULL.
 */
int32_t wlp_gate_status_kind(const wlp_gate_status *status);

/*
 The platform's last state (`WLP_AUTH_STATE_…`, or one that this version does not know); absent before the first
 answer.
 */
wlp_optional wlp_gate_status_state(const wlp_gate_status *status);

/*
 Business code of the last answer, such as `ReAuth`; NULL if there is none.
 */
const char *wlp_gate_status_err_code(const wlp_gate_status *status);

/*
 Text of the last answer, for people; NULL if there is none.
 */
const char *wlp_gate_status_message(const wlp_gate_status *status);

/*
 Licence or plate; NULL before it is known.
 */
const char *wlp_gate_status_license(const wlp_gate_status *status);

/*
 What is to be paid, in `WLP_GATE_PHASE_PAYMENT`; else NULL.
 */
const wlp_gate_bill *wlp_gate_status_bill(const wlp_gate_status *status);

/*
 Whether the last call that may open the barrier has reached the platform.
 */
wlp_sent wlp_gate_status_sent(const wlp_gate_status *status);

/*
 Endpoint whose answer this is: after a lost answer `auth.query_event` speaks for it; NULL before the first answer.
 */
const char *wlp_gate_status_answered_by(const wlp_gate_status *status);

/*
 The last failure that the flow has outlived, for people; NULL if there was none.
 */
const char *wlp_gate_status_failure(const wlp_gate_status *status);

/*
 The whole status as canonical JSON.
 */
const char *wlp_gate_status_json(const wlp_gate_status *status);

/*
 Frees a status with its bill; NULL is nothing.
 */
void wlp_gate_status_free(wlp_gate_status *status);

/*
 Payment number.
 */
wlp_optional wlp_gate_bill_trade_no(const wlp_gate_bill *bill);

/*
 Goes back to the platform unchanged with `wlp_pay_pay_tmp_rent_bill`; NULL if absent.
 */
const char *wlp_gate_bill_pay_token(const wlp_gate_bill *bill);

/*
 Fee before discount; NULL if absent.
 */
const char *wlp_gate_bill_payable(const wlp_gate_bill *bill);

/*
 Fee before discount, in fen.
 */
wlp_optional wlp_gate_bill_payable_fen(const wlp_gate_bill *bill);

/*
 Discount; NULL if absent.
 */
const char *wlp_gate_bill_discount(const wlp_gate_bill *bill);

/*
 Discount, in fen.
 */
wlp_optional wlp_gate_bill_discount_fen(const wlp_gate_bill *bill);

/*
 Paid before; NULL if absent.
 */
const char *wlp_gate_bill_payed(const wlp_gate_bill *bill);

/*
 Paid before, in fen.
 */
wlp_optional wlp_gate_bill_payed_fen(const wlp_gate_bill *bill);

/*
 To be paid now; NULL if absent.
 */
const char *wlp_gate_bill_money(const wlp_gate_bill *bill);

/*
 To be paid now, in fen.
 */
wlp_optional wlp_gate_bill_money_fen(const wlp_gate_bill *bill);

/*
 Explanation of the discount; NULL if absent.
 */
const char *wlp_gate_bill_comment(const wlp_gate_bill *bill);

/*
 Start of the charged period, as `yyyy-MM-ddTHH:mm:ss+08:00`; NULL if absent.
 */
const char *wlp_gate_bill_start_time(const wlp_gate_bill *bill);

/*
 Start of the charged period, in Unix seconds.
 */
wlp_optional wlp_gate_bill_start_time_unix(const wlp_gate_bill *bill);

/*
 End of the charged period, as `yyyy-MM-ddTHH:mm:ss+08:00`; NULL if absent.
 */
const char *wlp_gate_bill_end_time(const wlp_gate_bill *bill);

/*
 End of the charged period, in Unix seconds.
 */
wlp_optional wlp_gate_bill_end_time_unix(const wlp_gate_bill *bill);

/*
 Length of the charged period in minutes.
 */
wlp_optional wlp_gate_bill_minutes(const wlp_gate_bill *bill);

/*
 Walks any list query by name (`passport.query`) with parameters as a JSON object, NULL for none; names in wire or
 snake case. `options` may be NULL. It sends nothing. Free `*pages` with `wlp_json_pages_free`.
 */
wlp_status wlp_pages_json(const wlp_client *client,
                          const char *endpoint,
                          const char *params,
                          const wlp_pages_options *options,
                          wlp_json_pages **pages,
                          wlp_error **error);

/*
 The next page: canonical JSON of an array of records, to be freed with `wlp_text_answer_free`. `*list` is NULL, with
 `WLP_OK`, after the last page and after an error.
 */
wlp_status wlp_json_pages_next(wlp_json_pages *pages, wlp_text_answer **list, wlp_error **error);

/*
 As `wlp_json_pages_next`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all. The next
 step may be started in it. `*call`, if wanted, is to be freed with `wlp_call_free`; cancelling it ends the walk.
 */
wlp_status wlp_json_pages_next_async(wlp_json_pages *pages,
                                     wlp_text_answer_callback callback,
                                     void *context,
                                     wlp_call **call,
                                     wlp_error **error);

/*
 Frees a walk; NULL is nothing. A step with a callback is cancelled, and it waits until the callback has returned;
 called in a callback it does not wait, and the callback comes later.
 */
void wlp_json_pages_free(wlp_json_pages *pages);

/*
 Cuts the time range of any list query by name into windows of so many seconds, the earliest first, several of which
 are fetched at once. `options` may be NULL. It sends nothing. Free `*windows` with `wlp_json_windows_free`.
 */
wlp_status wlp_windows_json(const wlp_client *client,
                            const char *endpoint,
                            const char *params,
                            int64_t window_seconds,
                            const wlp_windows_options *options,
                            wlp_json_windows **windows,
                            wlp_error **error);

/*
 The next window: its first and last second in Unix time, either of which may be NULL, and canonical JSON of the
 array of its records, to be freed with `wlp_text_answer_free`. `*list` is NULL, with `WLP_OK`, after the last window and after an
 error.
 */
wlp_status wlp_json_windows_next(wlp_json_windows *windows,
                                 int64_t *start,
                                 int64_t *end,
                                 wlp_text_answer **list,
                                 wlp_error **error);

/*
 As `wlp_json_windows_next`, with a callback; see `wlp_json_pages_next_async`.
 */
wlp_status wlp_json_windows_next_async(wlp_json_windows *windows,
                                       wlp_json_window_callback callback,
                                       void *context,
                                       wlp_call **call,
                                       wlp_error **error);

/*
 Frees a walk; see `wlp_json_pages_free`.
 */
void wlp_json_windows_free(wlp_json_windows *windows);

/*
 Outcome of the authentication.

 认证状态.

 0 if `enter_result` is NULL.
 */
int64_t wlp_enter_result_data_state(const wlp_enter_result_data *enter_result);

/*
 Business code such as Success or ReAuth; not an error of the call. Absent where there is nothing to
 say.

 错误代码.

 NULL if absent.
 */
const char *wlp_enter_result_data_err_code(const wlp_enter_result_data *enter_result);

/*
 Text to show to the user; may contradict state, never decide by it.

 错误消息.

 NULL if absent.
 */
const char *wlp_enter_result_data_message(const wlp_enter_result_data *enter_result);

/*
 Temporary licence of a vehicle without a plate (such as QB02110239), or the plate itself; opaque.
 Absent where neither is known.

 临时凭证; documented length 10.

 NULL if absent.
 */
const char *wlp_enter_result_data_license(const wlp_enter_result_data *enter_result);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_enter_result_data_extra_len(const wlp_enter_result_data *enter_result);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_enter_result_data_extra_name(const wlp_enter_result_data *enter_result, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_enter_result_data_extra_json(const wlp_enter_result_data *enter_result, size_t index);

/*
 The object; NULL only if `answer` is.
 */
const wlp_enter_result_data *wlp_enter_result_answer_value(const wlp_enter_result_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_enter_result_answer_response(const wlp_enter_result_answer *answer);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_enter_result_answer_free(wlp_enter_result_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_enter_result_answer_free`.
 */
wlp_status wlp_enter_result_answer_parse(const char *content,
                                         int32_t encoding,
                                         wlp_enter_result_answer **answer,
                                         wlp_error **error);

/*
 Outcome of the authentication.

 认证状态.

 0 if `exit_result` is NULL.
 */
int64_t wlp_exit_result_data_state(const wlp_exit_result_data *exit_result);

/*
 Business code such as Success or ReAuth; not an error of the call. Absent where there is nothing to
 say.

 错误代码.

 NULL if absent.
 */
const char *wlp_exit_result_data_err_code(const wlp_exit_result_data *exit_result);

/*
 Text to show to the user; may contradict state, never decide by it.

 错误消息.

 NULL if absent.
 */
const char *wlp_exit_result_data_message(const wlp_exit_result_data *exit_result);

/*
 Temporary licence of a vehicle without a plate (such as QB02110239), or the plate itself; opaque.
 Absent where neither is known.

 临时凭证; documented length 10.

 NULL if absent.
 */
const char *wlp_exit_result_data_license(const wlp_exit_result_data *exit_result);

/*
 Payment number of the bill; absent where nothing is to be paid.

 支付流水号.
 */
wlp_optional wlp_exit_result_data_trade_no(const wlp_exit_result_data *exit_result);

/*
 Opaque payment token of any length, to be handed back unchanged to `wlp_pay_pay_tmp_rent_bill`;
 absent where nothing is to be paid.

 支付令牌.

 NULL if absent.
 */
const char *wlp_exit_result_data_pay_token(const wlp_exit_result_data *exit_result);

/*
 Fee before discount; absent without a bill.

 应付; in yuan.

 NULL if absent.
 */
const char *wlp_exit_result_data_payable(const wlp_exit_result_data *exit_result);

/*
 Discount on the fee; absent without a bill.

 折扣; in yuan.

 NULL if absent.
 */
const char *wlp_exit_result_data_discount(const wlp_exit_result_data *exit_result);

/*
 Amount already paid before; absent without a bill. The wire spells it so.

 已付; in yuan.

 NULL if absent.
 */
const char *wlp_exit_result_data_payed(const wlp_exit_result_data *exit_result);

/*
 Amount to be paid now; absent without a bill.

 实付; in yuan.

 NULL if absent.
 */
const char *wlp_exit_result_data_money(const wlp_exit_result_data *exit_result);

/*
 Explanation of the discount; absent where there is none.

 备注.

 NULL if absent.
 */
const char *wlp_exit_result_data_comment(const wlp_exit_result_data *exit_result);

/*
 Start of the period that is charged; absent without a bill.

 开始计费时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_exit_result_data_start_time(const wlp_exit_result_data *exit_result);

/*
 `start_time` in Unix seconds.
 */
wlp_optional wlp_exit_result_data_start_time_unix(const wlp_exit_result_data *exit_result);

/*
 End of the period that is charged; absent without a bill.

 截止计费时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_exit_result_data_end_time(const wlp_exit_result_data *exit_result);

/*
 `end_time` in Unix seconds.
 */
wlp_optional wlp_exit_result_data_end_time_unix(const wlp_exit_result_data *exit_result);

/*
 Length of the period that is charged; absent without a bill.

 计费时长（分钟）; in minutes.
 */
wlp_optional wlp_exit_result_data_minutes(const wlp_exit_result_data *exit_result);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_exit_result_data_extra_len(const wlp_exit_result_data *exit_result);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_exit_result_data_extra_name(const wlp_exit_result_data *exit_result, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_exit_result_data_extra_json(const wlp_exit_result_data *exit_result, size_t index);

/*
 The object; NULL only if `answer` is.
 */
const wlp_exit_result_data *wlp_exit_result_answer_value(const wlp_exit_result_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_exit_result_answer_response(const wlp_exit_result_answer *answer);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_exit_result_answer_free(wlp_exit_result_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_exit_result_answer_free`.
 */
wlp_status wlp_exit_result_answer_parse(const char *content,
                                        int32_t encoding,
                                        wlp_exit_result_answer **answer,
                                        wlp_error **error);

/*
 Outcome of the authentication.

 认证状态.

 0 if `refresh_result` is NULL.
 */
int64_t wlp_refresh_result_data_state(const wlp_refresh_result_data *refresh_result);

/*
 Business code such as Success or ReAuth; not an error of the call. Absent where there is nothing to
 say.

 错误代码.

 NULL if absent.
 */
const char *wlp_refresh_result_data_err_code(const wlp_refresh_result_data *refresh_result);

/*
 Text to show to the user; may contradict state, never decide by it.

 错误消息.

 NULL if absent.
 */
const char *wlp_refresh_result_data_message(const wlp_refresh_result_data *refresh_result);

/*
 Temporary licence of a vehicle without a plate (such as QB02110239), or the plate itself; opaque.
 Absent where neither is known.

 临时凭证; documented length 10.

 NULL if absent.
 */
const char *wlp_refresh_result_data_license(const wlp_refresh_result_data *refresh_result);

/*
 Payment number of the bill; absent where nothing is to be paid.

 支付流水号.
 */
wlp_optional wlp_refresh_result_data_trade_no(const wlp_refresh_result_data *refresh_result);

/*
 Opaque payment token of any length, to be handed back unchanged to `wlp_pay_pay_tmp_rent_bill`;
 absent where nothing is to be paid.

 支付令牌.

 NULL if absent.
 */
const char *wlp_refresh_result_data_pay_token(const wlp_refresh_result_data *refresh_result);

/*
 Fee before discount; absent without a bill.

 应付; in yuan.

 NULL if absent.
 */
const char *wlp_refresh_result_data_payable(const wlp_refresh_result_data *refresh_result);

/*
 Discount on the fee; absent without a bill.

 折扣; in yuan.

 NULL if absent.
 */
const char *wlp_refresh_result_data_discount(const wlp_refresh_result_data *refresh_result);

/*
 Amount already paid before; absent without a bill. The wire spells it so.

 已付; in yuan.

 NULL if absent.
 */
const char *wlp_refresh_result_data_payed(const wlp_refresh_result_data *refresh_result);

/*
 Amount to be paid now; absent without a bill.

 实付; in yuan.

 NULL if absent.
 */
const char *wlp_refresh_result_data_money(const wlp_refresh_result_data *refresh_result);

/*
 Explanation of the discount; absent where there is none.

 备注.

 NULL if absent.
 */
const char *wlp_refresh_result_data_comment(const wlp_refresh_result_data *refresh_result);

/*
 Start of the period that is charged; absent without a bill. The document lists it only for
 `wlp_auth_exit`.

 开始计费时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_refresh_result_data_start_time(const wlp_refresh_result_data *refresh_result);

/*
 `start_time` in Unix seconds.
 */
wlp_optional wlp_refresh_result_data_start_time_unix(const wlp_refresh_result_data *refresh_result);

/*
 End of the period that is charged; absent without a bill. The document lists it only for
 `wlp_auth_exit`.

 截止计费时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_refresh_result_data_end_time(const wlp_refresh_result_data *refresh_result);

/*
 `end_time` in Unix seconds.
 */
wlp_optional wlp_refresh_result_data_end_time_unix(const wlp_refresh_result_data *refresh_result);

/*
 Length of the period that is charged; absent without a bill. The document lists it only for
 `wlp_auth_exit`.

 计费时长（分钟）; in minutes.
 */
wlp_optional wlp_refresh_result_data_minutes(const wlp_refresh_result_data *refresh_result);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_refresh_result_data_extra_len(const wlp_refresh_result_data *refresh_result);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_refresh_result_data_extra_name(const wlp_refresh_result_data *refresh_result, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_refresh_result_data_extra_json(const wlp_refresh_result_data *refresh_result, size_t index);

/*
 The object; NULL only if `answer` is.
 */
const wlp_refresh_result_data *wlp_refresh_result_answer_value(const wlp_refresh_result_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_refresh_result_answer_response(const wlp_refresh_result_answer *answer);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_refresh_result_answer_free(wlp_refresh_result_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_refresh_result_answer_free`.
 */
wlp_status wlp_refresh_result_answer_parse(const char *content,
                                           int32_t encoding,
                                           wlp_refresh_result_answer **answer,
                                           wlp_error **error);

/*
 Outcome of the authentication.

 认证状态.

 0 if `event_result` is NULL.
 */
int64_t wlp_event_result_data_state(const wlp_event_result_data *event_result);

/*
 Business code such as Success or ReAuth; not an error of the call. Absent where there is nothing to
 say.

 错误代码.

 NULL if absent.
 */
const char *wlp_event_result_data_err_code(const wlp_event_result_data *event_result);

/*
 Text to show to the user; may contradict state, never decide by it.

 错误消息.

 NULL if absent.
 */
const char *wlp_event_result_data_message(const wlp_event_result_data *event_result);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_event_result_data_extra_len(const wlp_event_result_data *event_result);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_event_result_data_extra_name(const wlp_event_result_data *event_result, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_event_result_data_extra_json(const wlp_event_result_data *event_result, size_t index);

/*
 The object; NULL only if `answer` is.
 */
const wlp_event_result_data *wlp_event_result_answer_value(const wlp_event_result_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_event_result_answer_response(const wlp_event_result_answer *answer);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_event_result_answer_free(wlp_event_result_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_event_result_answer_free`.
 */
wlp_status wlp_event_result_answer_parse(const char *content,
                                         int32_t encoding,
                                         wlp_event_result_answer **answer,
                                         wlp_error **error);

/*
 Outcome of the authentication.

 认证状态.

 0 if `access_result` is NULL.
 */
int64_t wlp_access_result_data_state(const wlp_access_result_data *access_result);

/*
 Business code such as Success or ReAuth; not an error of the call. Absent where there is nothing to
 say.

 错误代码.

 NULL if absent.
 */
const char *wlp_access_result_data_err_code(const wlp_access_result_data *access_result);

/*
 Text to show to the user; may contradict state, never decide by it.

 错误消息.

 NULL if absent.
 */
const char *wlp_access_result_data_message(const wlp_access_result_data *access_result);

/*
 Temporary licence of a vehicle without a plate (such as QB02110239), or the plate itself; opaque.
 Absent where neither is known.

 临时凭证; documented length 10.

 NULL if absent.
 */
const char *wlp_access_result_data_license(const wlp_access_result_data *access_result);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_access_result_data_extra_len(const wlp_access_result_data *access_result);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_access_result_data_extra_name(const wlp_access_result_data *access_result, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_access_result_data_extra_json(const wlp_access_result_data *access_result, size_t index);

/*
 The object; NULL only if `answer` is.
 */
const wlp_access_result_data *wlp_access_result_answer_value(const wlp_access_result_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_access_result_answer_response(const wlp_access_result_answer *answer);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_access_result_answer_free(wlp_access_result_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_access_result_answer_free`.
 */
wlp_status wlp_access_result_answer_parse(const char *content,
                                          int32_t encoding,
                                          wlp_access_result_answer **answer,
                                          wlp_error **error);

/*
 Enter at a lane (入场车道认证, document section 5.7.1).

 Authenticates a user, usually with a vehicle that has no plate, at an entry lane and opens the
 barrier on success. With state 7 poll `wlp_auth_query_event` about every 2 seconds; call this
 endpoint again only when that answers state 7 with `err_code` ReAuth.

 `POST /auth/enter`. It may open a barrier, so it is not sent again once a byte may have left this
 machine. No record (`0009`) is an error of kind `NotFound`.

 Free `*answer` with `wlp_enter_result_answer_free`.
 */
wlp_status wlp_auth_enter(const wlp_client *client,
                          const wlp_auth_enter_request *request,
                          wlp_enter_result_answer **answer,
                          wlp_error **error);

/*
 As `wlp_auth_enter`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_auth_enter_async(const wlp_client *client,
                                const wlp_auth_enter_request *request,
                                wlp_enter_result_answer_callback callback,
                                void *context,
                                wlp_call **call,
                                wlp_error **error);

/*
 Exit at a lane (出场车道认证, document section 5.7.2).

 Authenticates a user at an exit lane: opens the barrier, or answers with the bill to pay first. With
 state 3 call `wlp_auth_refresh_parking_fee` for the fee once the operator has acted; with state 4
 pay and report it to `wlp_pay_pay_tmp_rent_bill`; with state 7 poll `wlp_auth_query_event` about
 every 2 seconds and call this endpoint again only on state 7 with `err_code` ReAuth.

 `POST /auth/exit`. It may open a barrier, so it is not sent again once a byte may have left this
 machine. No record (`0009`) is an error of kind `NotFound`.

 Free `*answer` with `wlp_exit_result_answer_free`.
 */
wlp_status wlp_auth_exit(const wlp_client *client,
                         const wlp_auth_exit_request *request,
                         wlp_exit_result_answer **answer,
                         wlp_error **error);

/*
 As `wlp_auth_exit`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_auth_exit_async(const wlp_client *client,
                               const wlp_auth_exit_request *request,
                               wlp_exit_result_answer_callback callback,
                               void *context,
                               wlp_call **call,
                               wlp_error **error);

/*
 Refresh the fee at the exit (刷新出口停车费, document section 5.7.3).

 Gets the parking fee anew after `wlp_auth_exit` answered state 3 and the operator has chosen the
 vehicle type or matched the entry record. It can answer state 0, which opens the barrier.

 `POST /auth/refreshParkingFee`. It may open a barrier, so it is not sent again once a byte may have
 left this machine. No record (`0009`) is an error of kind `NotFound`.

 Free `*answer` with `wlp_refresh_result_answer_free`.
 */
wlp_status wlp_auth_refresh_parking_fee(const wlp_client *client,
                                        const wlp_auth_refresh_parking_fee_request *request,
                                        wlp_refresh_result_answer **answer,
                                        wlp_error **error);

/*
 As `wlp_auth_refresh_parking_fee`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_auth_refresh_parking_fee_async(const wlp_client *client,
                                              const wlp_auth_refresh_parking_fee_request *request,
                                              wlp_refresh_result_answer_callback callback,
                                              void *context,
                                              wlp_call **call,
                                              wlp_error **error);

/*
 State of an authentication that waits for the camera (查询无牌车认证事件, document section 5.7.4).

 Tells whether the camera has captured the vehicle after `wlp_auth_enter` or `wlp_auth_exit` answered
 state 7. State 7 with `err_code` ReAuth means: call that endpoint again; plain state 7 means: keep
 polling. It changes nothing.

 `POST /auth/queryEvent`. It changes nothing, so a failed attempt is repeated. No record (`0009`) is
 an error of kind `NotFound`.

 Free `*answer` with `wlp_event_result_answer_free`.
 */
wlp_status wlp_auth_query_event(const wlp_client *client,
                                const wlp_auth_query_event_request *request,
                                wlp_event_result_answer **answer,
                                wlp_error **error);

/*
 As `wlp_auth_query_event`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_auth_query_event_async(const wlp_client *client,
                                      const wlp_auth_query_event_request *request,
                                      wlp_event_result_answer_callback callback,
                                      void *context,
                                      wlp_call **call,
                                      wlp_error **error);

/*
 Open a door (门禁认证, document section 5.7.5).

 Authenticates a user at a door, by booking or without a card, and opens it on success.

 `POST /auth/access`. It may open a barrier, so it is not sent again once a byte may have left this
 machine. No record (`0009`) is an error of kind `NotFound`.

 Free `*answer` with `wlp_access_result_answer_free`.
 */
wlp_status wlp_auth_access(const wlp_client *client,
                           const wlp_auth_access_request *request,
                           wlp_access_result_answer **answer,
                           wlp_error **error);

/*
 As `wlp_auth_access`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_auth_access_async(const wlp_client *client,
                                 const wlp_auth_access_request *request,
                                 wlp_access_result_answer_callback callback,
                                 void *context,
                                 wlp_call **call,
                                 wlp_error **error);

/*
 Identifier of the entry, used by `wlp_blacklist_delete`. The wire spells it with a capital L.

 黑名单记录标识.

 0 if `blacklist_entry` is NULL.
 */
int64_t wlp_blacklist_entry_data_black_list_id(const wlp_blacklist_entry_data *blacklist_entry);

/*
 Areas that the vehicle may not enter.

 禁入区域.

 This is the length of the list.
 */
size_t wlp_blacklist_entry_data_area_ids_len(const wlp_blacklist_entry_data *blacklist_entry);

/*
 The item of `area_ids` at `index`; 0 beyond the end.
 */
int64_t wlp_blacklist_entry_data_area_ids_at(const wlp_blacklist_entry_data *blacklist_entry, size_t index);

/*
 Plate that is kept out.

 车牌号码; documented length 10.

 NULL if absent.
 */
const char *wlp_blacklist_entry_data_plate_number(const wlp_blacklist_entry_data *blacklist_entry);

/*
 When the ban begins; a bare date means the start of that day.

 开始日期; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_blacklist_entry_data_start_date(const wlp_blacklist_entry_data *blacklist_entry);

/*
 `start_date` in Unix seconds.
 */
wlp_optional wlp_blacklist_entry_data_start_date_unix(const wlp_blacklist_entry_data *blacklist_entry);

/*
 When the ban ends; a bare date means the end of that day, absent means no end.

 截止日期; required by the document, but known to be missing; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_blacklist_entry_data_end_date(const wlp_blacklist_entry_data *blacklist_entry);

/*
 `end_date` in Unix seconds.
 */
wlp_optional wlp_blacklist_entry_data_end_date_unix(const wlp_blacklist_entry_data *blacklist_entry);

/*
 Why the plate is banned; absent where no reason was given.

 加入原因; required by the document, but known to be missing; documented length 100.

 NULL if absent.
 */
const char *wlp_blacklist_entry_data_reason(const wlp_blacklist_entry_data *blacklist_entry);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_blacklist_entry_data_extra_len(const wlp_blacklist_entry_data *blacklist_entry);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_blacklist_entry_data_extra_name(const wlp_blacklist_entry_data *blacklist_entry, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_blacklist_entry_data_extra_json(const wlp_blacklist_entry_data *blacklist_entry, size_t index);

/*
 How many objects there are.
 */
size_t wlp_blacklist_entry_list_len(const wlp_blacklist_entry_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_blacklist_entry_data *wlp_blacklist_entry_list_at(const wlp_blacklist_entry_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_blacklist_entry_list_response(const wlp_blacklist_entry_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_blacklist_entry_list_free(wlp_blacklist_entry_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_blacklist_entry_list_free`.
 */
wlp_status wlp_blacklist_entry_list_parse(const char *content,
                                          int32_t encoding,
                                          wlp_blacklist_entry_list **list,
                                          wlp_error **error);

/*
 The next page, to be freed with `wlp_blacklist_entry_list_free`. `*list` is NULL, with `WLP_OK`, after the last page and after an
 error. The content of its response is canonical JSON of the page.
 */
wlp_status wlp_blacklist_entry_pages_next(wlp_blacklist_entry_pages *pages,
                                          wlp_blacklist_entry_list **list,
                                          wlp_error **error);

/*
 As `wlp_blacklist_entry_pages_next`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all. The next
 step may be started in it. `*call`, if wanted, is to be freed with `wlp_call_free`; cancelling it ends the walk.
 */
wlp_status wlp_blacklist_entry_pages_next_async(wlp_blacklist_entry_pages *pages,
                                                wlp_blacklist_entry_list_callback callback,
                                                void *context,
                                                wlp_call **call,
                                                wlp_error **error);

/*
 Frees a walk; NULL is nothing. A step with a callback is cancelled, and it waits until the callback has returned;
 called in a callback it does not wait, and the callback comes later.
 */
void wlp_blacklist_entry_pages_free(wlp_blacklist_entry_pages *pages);

/*
 Add to the blacklist (添加黑名单, document section 5.10.1).

 Keeps a plate out of areas from a time on, until a second time or without end.

 Returns: Identifier of the blacklist entry.

 `POST /blacklist/add`. It changes records, so it is not sent again once a byte may have left this
 machine.
 */
wlp_status wlp_blacklist_add(const wlp_client *client,
                             const wlp_blacklist_add_request *request,
                             int64_t *id,
                             wlp_error **error);

/*
 As `wlp_blacklist_add`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_blacklist_add_async(const wlp_client *client,
                                   const wlp_blacklist_add_request *request,
                                   wlp_id_callback callback,
                                   void *context,
                                   wlp_call **call,
                                   wlp_error **error);

/*
 Remove from the blacklist (删除黑名单, document section 5.10.2).

 Removes an entry from the blacklist.

 `POST /blacklist/delete`. It changes records, so it is not sent again once a byte may have left this
 machine.
 */
wlp_status wlp_blacklist_delete(const wlp_client *client,
                                const wlp_blacklist_delete_request *request,
                                wlp_error **error);

/*
 As `wlp_blacklist_delete`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_blacklist_delete_async(const wlp_client *client,
                                      const wlp_blacklist_delete_request *request,
                                      wlp_callback callback,
                                      void *context,
                                      wlp_call **call,
                                      wlp_error **error);

/*
 Search the blacklist (查询黑名单, document section 5.10.3).

 Lists the entries of the blacklist, page by page, optionally only those matching a keyword.

 `GET /blacklist/query`. It changes nothing, so a failed attempt is repeated. No record (`0009`) is
 an empty list.

 Free `*list` with `wlp_blacklist_entry_list_free`.
 */
wlp_status wlp_blacklist_query(const wlp_client *client,
                               const wlp_blacklist_query_request *request,
                               wlp_blacklist_entry_list **list,
                               wlp_error **error);

/*
 As `wlp_blacklist_query`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_blacklist_query_async(const wlp_client *client,
                                     const wlp_blacklist_query_request *request,
                                     wlp_blacklist_entry_list_callback callback,
                                     void *context,
                                     wlp_call **call,
                                     wlp_error **error);

/*
 Walks the list of `wlp_blacklist_query` page by page; the request's `offset` is where it begins, its `length` the size of a
 page. `options` may be NULL. It sends nothing. Free `*pages` with `wlp_blacklist_entry_pages_free`.
 */
wlp_status wlp_blacklist_query_pages(const wlp_client *client,
                                     const wlp_blacklist_query_request *request,
                                     const wlp_pages_options *options,
                                     wlp_blacklist_entry_pages **pages,
                                     wlp_error **error);

/*
 Identifier of the area, as in `wlp_info_areas`.

 区域标识.

 0 if `bookable_area` is NULL.
 */
int64_t wlp_bookable_area_data_area_id(const wlp_bookable_area_data *bookable_area);

/*
 Display name of the area.

 区域名称; documented length 50.

 NULL if absent.
 */
const char *wlp_bookable_area_data_area_name(const wlp_bookable_area_data *bookable_area);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_bookable_area_data_extra_len(const wlp_bookable_area_data *bookable_area);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_bookable_area_data_extra_name(const wlp_bookable_area_data *bookable_area, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_bookable_area_data_extra_json(const wlp_bookable_area_data *bookable_area, size_t index);

/*
 How many objects there are.
 */
size_t wlp_bookable_area_list_len(const wlp_bookable_area_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_bookable_area_data *wlp_bookable_area_list_at(const wlp_bookable_area_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_bookable_area_list_response(const wlp_bookable_area_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_bookable_area_list_free(wlp_bookable_area_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_bookable_area_list_free`.
 */
wlp_status wlp_bookable_area_list_parse(const char *content,
                                        int32_t encoding,
                                        wlp_bookable_area_list **list,
                                        wlp_error **error);

/*
 Identifier of the booking; opaque.

 预约标识.

 0 if `booking` is NULL.
 */
int64_t wlp_booking_data_booking_id(const wlp_booking_data *booking);

/*
 Area that is booked.

 区域标识.

 0 if `booking` is NULL.
 */
int64_t wlp_booking_data_area_id(const wlp_booking_data *booking);

/*
 Display name of that area; the platform may leave it out.

 区域名称; required by the document, but known to be missing; documented length 50.

 NULL if absent.
 */
const char *wlp_booking_data_area_name(const wlp_booking_data *booking);

/*
 Plate the booking is for; absent for a booking that names only a user.

 车牌号码; required by the document, but known to be missing; documented length 10.

 NULL if absent.
 */
const char *wlp_booking_data_plate_number(const wlp_booking_data *booking);

/*
 Start of the booked period.

 开始时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_booking_data_start_time(const wlp_booking_data *booking);

/*
 `start_time` in Unix seconds.
 */
wlp_optional wlp_booking_data_start_time_unix(const wlp_booking_data *booking);

/*
 End of the booked period.

 截止时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_booking_data_end_time(const wlp_booking_data *booking);

/*
 `end_time` in Unix seconds.
 */
wlp_optional wlp_booking_data_end_time_unix(const wlp_booking_data *booking);

/*
 Name of the vehicle's owner; absent where none was given.

 车主姓名; required by the document, but known to be missing; documented length 20.

 NULL if absent.
 */
const char *wlp_booking_data_name(const wlp_booking_data *booking);

/*
 Note on the visit; absent where none was given.

 说明; required by the document, but known to be missing; documented length 100.

 NULL if absent.
 */
const char *wlp_booking_data_comment(const wlp_booking_data *booking);

/*
 State of the booking.

 预约状态.

 0 if `booking` is NULL.
 */
int64_t wlp_booking_data_state(const wlp_booking_data *booking);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_booking_data_extra_len(const wlp_booking_data *booking);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_booking_data_extra_name(const wlp_booking_data *booking, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_booking_data_extra_json(const wlp_booking_data *booking, size_t index);

/*
 The object; NULL only if `answer` is.
 */
const wlp_booking_data *wlp_booking_answer_value(const wlp_booking_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_booking_answer_response(const wlp_booking_answer *answer);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_booking_answer_free(wlp_booking_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_booking_answer_free`.
 */
wlp_status wlp_booking_answer_parse(const char *content,
                                    int32_t encoding,
                                    wlp_booking_answer **answer,
                                    wlp_error **error);

/*
 How many objects there are.
 */
size_t wlp_booking_list_len(const wlp_booking_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_booking_data *wlp_booking_list_at(const wlp_booking_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_booking_list_response(const wlp_booking_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_booking_list_free(wlp_booking_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_booking_list_free`.
 */
wlp_status wlp_booking_list_parse(const char *content, int32_t encoding, wlp_booking_list **list, wlp_error **error);

/*
 The next page, to be freed with `wlp_booking_list_free`. `*list` is NULL, with `WLP_OK`, after the last page and after an
 error. The content of its response is canonical JSON of the page.
 */
wlp_status wlp_booking_pages_next(wlp_booking_pages *pages,
                                  wlp_booking_list **list,
                                  wlp_error **error);

/*
 As `wlp_booking_pages_next`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all. The next
 step may be started in it. `*call`, if wanted, is to be freed with `wlp_call_free`; cancelling it ends the walk.
 */
wlp_status wlp_booking_pages_next_async(wlp_booking_pages *pages,
                                        wlp_booking_list_callback callback,
                                        void *context,
                                        wlp_call **call,
                                        wlp_error **error);

/*
 Frees a walk; NULL is nothing. A step with a callback is cancelled, and it waits until the callback has returned;
 called in a callback it does not wait, and the callback comes later.
 */
void wlp_booking_pages_free(wlp_booking_pages *pages);

/*
 Areas that can be booked (查询可预约区域, document section 5.9.1).

 Lists the areas in which a merchant can book parking.

 `GET /booking/queryAreas`. It changes nothing, so a failed attempt is repeated. No record (`0009`)
 is an empty list.

 Free `*list` with `wlp_bookable_area_list_free`.
 */
wlp_status wlp_booking_query_areas(const wlp_client *client,
                                   const wlp_booking_query_areas_request *request,
                                   wlp_bookable_area_list **list,
                                   wlp_error **error);

/*
 As `wlp_booking_query_areas`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_booking_query_areas_async(const wlp_client *client,
                                         const wlp_booking_query_areas_request *request,
                                         wlp_bookable_area_list_callback callback,
                                         void *context,
                                         wlp_call **call,
                                         wlp_error **error);

/*
 Create a booking (创建预约, document section 5.9.2).

 Books parking in an area for a period of time, for a plate, for a user with a vehicle that has no
 plate, or for both.

 Returns: Identifier of the booking.

 At least one of `plate_number` and `user_id` is needed: a booking is for a plate, for a user, or for
 both.

 `POST /booking/createBooking`. It changes records, so it is not sent again once a byte may have left
 this machine.
 */
wlp_status wlp_booking_create_booking(const wlp_client *client,
                                      const wlp_booking_create_booking_request *request,
                                      int64_t *id,
                                      wlp_error **error);

/*
 As `wlp_booking_create_booking`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_booking_create_booking_async(const wlp_client *client,
                                            const wlp_booking_create_booking_request *request,
                                            wlp_id_callback callback,
                                            void *context,
                                            wlp_call **call,
                                            wlp_error **error);

/*
 Cancel a booking (取消预约, document section 5.9.3).

 Cancels a booking.

 `POST /booking/cancelBooking`. It changes records, so it is not sent again once a byte may have left
 this machine.
 */
wlp_status wlp_booking_cancel_booking(const wlp_client *client,
                                      const wlp_booking_cancel_booking_request *request,
                                      wlp_error **error);

/*
 As `wlp_booking_cancel_booking`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_booking_cancel_booking_async(const wlp_client *client,
                                            const wlp_booking_cancel_booking_request *request,
                                            wlp_callback callback,
                                            void *context,
                                            wlp_call **call,
                                            wlp_error **error);

/*
 One booking (获取预约信息, document section 5.9.4).

 Fetches one booking.

 `GET /booking/getBooking`. It changes nothing, so a failed attempt is repeated. No record (`0009`)
 is an error of kind `NotFound`.

 Free `*answer` with `wlp_booking_answer_free`.
 */
wlp_status wlp_booking_get_booking(const wlp_client *client,
                                   const wlp_booking_get_booking_request *request,
                                   wlp_booking_answer **answer,
                                   wlp_error **error);

/*
 As `wlp_booking_get_booking`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_booking_get_booking_async(const wlp_client *client,
                                         const wlp_booking_get_booking_request *request,
                                         wlp_booking_answer_callback callback,
                                         void *context,
                                         wlp_call **call,
                                         wlp_error **error);

/*
 Bookings of a merchant (查询预约, document section 5.9.5).

 Lists the bookings of a merchant, page by page, optionally only those in one state or matching a
 keyword.

 `GET /booking/queryBooking`. It changes nothing, so a failed attempt is repeated. No record (`0009`)
 is an empty list.

 Free `*list` with `wlp_booking_list_free`.
 */
wlp_status wlp_booking_query_booking(const wlp_client *client,
                                     const wlp_booking_query_booking_request *request,
                                     wlp_booking_list **list,
                                     wlp_error **error);

/*
 As `wlp_booking_query_booking`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_booking_query_booking_async(const wlp_client *client,
                                           const wlp_booking_query_booking_request *request,
                                           wlp_booking_list_callback callback,
                                           void *context,
                                           wlp_call **call,
                                           wlp_error **error);

/*
 Walks the list of `wlp_booking_query_booking` page by page; the request's `offset` is where it begins, its `length` the size of a
 page. `options` may be NULL. It sends nothing. Free `*pages` with `wlp_booking_pages_free`.
 */
wlp_status wlp_booking_query_booking_pages(const wlp_client *client,
                                           const wlp_booking_query_booking_request *request,
                                           const wlp_pages_options *options,
                                           wlp_booking_pages **pages,
                                           wlp_error **error);

/*
 Coupons that can still be issued today.

 日剩余优惠券; in coupons.

 0 if `coupon_quota` is NULL.
 */
int64_t wlp_coupon_quota_data_today_remaining(const wlp_coupon_quota_data *coupon_quota);

/*
 Coupons that can still be issued this calendar month.

 月剩余优惠券; in coupons.

 0 if `coupon_quota` is NULL.
 */
int64_t wlp_coupon_quota_data_month_remaining(const wlp_coupon_quota_data *coupon_quota);

/*
 Coupons that can still be issued this calendar year.

 年剩余优惠券; in coupons.

 0 if `coupon_quota` is NULL.
 */
int64_t wlp_coupon_quota_data_year_remaining(const wlp_coupon_quota_data *coupon_quota);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_coupon_quota_data_extra_len(const wlp_coupon_quota_data *coupon_quota);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_coupon_quota_data_extra_name(const wlp_coupon_quota_data *coupon_quota, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_coupon_quota_data_extra_json(const wlp_coupon_quota_data *coupon_quota, size_t index);

/*
 The object; NULL only if `answer` is.
 */
const wlp_coupon_quota_data *wlp_coupon_quota_answer_value(const wlp_coupon_quota_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_coupon_quota_answer_response(const wlp_coupon_quota_answer *answer);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_coupon_quota_answer_free(wlp_coupon_quota_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_coupon_quota_answer_free`.
 */
wlp_status wlp_coupon_quota_answer_parse(const char *content,
                                         int32_t encoding,
                                         wlp_coupon_quota_answer **answer,
                                         wlp_error **error);

/*
 Identifier of the rule; absent where a single rule is fetched, because the request already names it.

 优惠规则标识; required by the document, but known to be missing.
 */
wlp_optional wlp_coupon_rule_data_rule_id(const wlp_coupon_rule_data *coupon_rule);

/*
 Display name of the rule.

 规则名称; documented length 50.

 NULL if absent.
 */
const char *wlp_coupon_rule_data_rule_name(const wlp_coupon_rule_data *coupon_rule);

/*
 Kind of discount; decides how `discount_value` and times are read.

 规则类型.

 0 if `coupon_rule` is NULL.
 */
int64_t wlp_coupon_rule_data_rule_type(const wlp_coupon_rule_data *coupon_rule);

/*
 Value of the discount: yuan for `rule_type` 0, minutes for 1, percent (0 to 100) for 2; for 3 the
 minutes that the vehicle parks free, counted from the issue of the coupon, 0 meaning for the current
 day and -1 without limit. With 0 the value may be chosen when the coupon is issued.

 折扣值.

 0 if `coupon_rule` is NULL.
 */
int64_t wlp_coupon_rule_data_discount_value(const wlp_coupon_rule_data *coupon_rule);

/*
 Largest number of coupons issued per day.

 每日限额; in coupons.

 0 if `coupon_rule` is NULL.
 */
int64_t wlp_coupon_rule_data_daily_limit(const wlp_coupon_rule_data *coupon_rule);

/*
 Largest number of coupons issued per calendar month.

 每月限额; in coupons.

 0 if `coupon_rule` is NULL.
 */
int64_t wlp_coupon_rule_data_monthly_limit(const wlp_coupon_rule_data *coupon_rule);

/*
 Largest number of coupons issued per calendar year.

 每年限额; in coupons.

 0 if `coupon_rule` is NULL.
 */
int64_t wlp_coupon_rule_data_yearly_limit(const wlp_coupon_rule_data *coupon_rule);

/*
 Exits that one coupon allows: 1 for a single exit, 0 for any number while it is valid; meaningful
 only for `rule_type` 3 with a `discount_value` other than -1.

 优惠次数.

 0 if `coupon_rule` is NULL.
 */
int64_t wlp_coupon_rule_data_times(const wlp_coupon_rule_data *coupon_rule);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_coupon_rule_data_extra_len(const wlp_coupon_rule_data *coupon_rule);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_coupon_rule_data_extra_name(const wlp_coupon_rule_data *coupon_rule, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_coupon_rule_data_extra_json(const wlp_coupon_rule_data *coupon_rule, size_t index);

/*
 The object; NULL only if `answer` is.
 */
const wlp_coupon_rule_data *wlp_coupon_rule_answer_value(const wlp_coupon_rule_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_coupon_rule_answer_response(const wlp_coupon_rule_answer *answer);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_coupon_rule_answer_free(wlp_coupon_rule_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_coupon_rule_answer_free`.
 */
wlp_status wlp_coupon_rule_answer_parse(const char *content,
                                        int32_t encoding,
                                        wlp_coupon_rule_answer **answer,
                                        wlp_error **error);

/*
 How many objects there are.
 */
size_t wlp_coupon_rule_list_len(const wlp_coupon_rule_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_coupon_rule_data *wlp_coupon_rule_list_at(const wlp_coupon_rule_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_coupon_rule_list_response(const wlp_coupon_rule_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_coupon_rule_list_free(wlp_coupon_rule_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_coupon_rule_list_free`.
 */
wlp_status wlp_coupon_rule_list_parse(const char *content,
                                      int32_t encoding,
                                      wlp_coupon_rule_list **list,
                                      wlp_error **error);

/*
 Identifier of the merchant, used by the coupon and booking endpoints.

 商户标识.

 0 if `merchant` is NULL.
 */
int64_t wlp_merchant_data_mch_id(const wlp_merchant_data *merchant);

/*
 Display name of the merchant.

 商户名称; documented length 50.

 NULL if absent.
 */
const char *wlp_merchant_data_mch_name(const wlp_merchant_data *merchant);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_merchant_data_extra_len(const wlp_merchant_data *merchant);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_merchant_data_extra_name(const wlp_merchant_data *merchant, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_merchant_data_extra_json(const wlp_merchant_data *merchant, size_t index);

/*
 How many objects there are.
 */
size_t wlp_merchant_list_len(const wlp_merchant_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_merchant_data *wlp_merchant_list_at(const wlp_merchant_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_merchant_list_response(const wlp_merchant_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_merchant_list_free(wlp_merchant_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_merchant_list_free`.
 */
wlp_status wlp_merchant_list_parse(const char *content, int32_t encoding, wlp_merchant_list **list, wlp_error **error);

/*
 Discount rule under which the coupon was issued.

 优惠规则标识.

 0 if `coupon` is NULL.
 */
int64_t wlp_coupon_data_rule_id(const wlp_coupon_data *coupon);

/*
 Display name of that rule.

 优惠规则名称; documented length 50.

 NULL if absent.
 */
const char *wlp_coupon_data_rule_name(const wlp_coupon_data *coupon);

/*
 Plate of the vehicle that holds the coupon.

 车牌号码; documented length 10.

 NULL if absent.
 */
const char *wlp_coupon_data_plate_number(const wlp_coupon_data *coupon);

/*
 When the coupon was issued.

 优惠券创建时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_coupon_data_create_time(const wlp_coupon_data *coupon);

/*
 `create_time` in Unix seconds.
 */
wlp_optional wlp_coupon_data_create_time_unix(const wlp_coupon_data *coupon);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_coupon_data_extra_len(const wlp_coupon_data *coupon);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_coupon_data_extra_name(const wlp_coupon_data *coupon, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_coupon_data_extra_json(const wlp_coupon_data *coupon, size_t index);

/*
 How many objects there are.
 */
size_t wlp_coupon_list_len(const wlp_coupon_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_coupon_data *wlp_coupon_list_at(const wlp_coupon_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_coupon_list_response(const wlp_coupon_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_coupon_list_free(wlp_coupon_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_coupon_list_free`.
 */
wlp_status wlp_coupon_list_parse(const char *content, int32_t encoding, wlp_coupon_list **list, wlp_error **error);

/*
 The next page, to be freed with `wlp_coupon_list_free`. `*list` is NULL, with `WLP_OK`, after the last page and after an
 error. The content of its response is canonical JSON of the page.
 */
wlp_status wlp_coupon_pages_next(wlp_coupon_pages *pages,
                                 wlp_coupon_list **list,
                                 wlp_error **error);

/*
 As `wlp_coupon_pages_next`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all. The next
 step may be started in it. `*call`, if wanted, is to be freed with `wlp_call_free`; cancelling it ends the walk.
 */
wlp_status wlp_coupon_pages_next_async(wlp_coupon_pages *pages,
                                       wlp_coupon_list_callback callback,
                                       void *context,
                                       wlp_call **call,
                                       wlp_error **error);

/*
 Frees a walk; NULL is nothing. A step with a callback is cancelled, and it waits until the callback has returned;
 called in a callback it does not wait, and the callback comes later.
 */
void wlp_coupon_pages_free(wlp_coupon_pages *pages);

/*
 Remaining quota of a discount rule (查询优惠规则剩余额度, document section 5.6.1).

 Tells how many coupons a merchant may still issue under a discount rule today, this month and this
 year.

 `GET /coupon/quota`. It changes nothing, so a failed attempt is repeated. No record (`0009`) is an
 error of kind `NotFound`.

 Free `*answer` with `wlp_coupon_quota_answer_free`.
 */
wlp_status wlp_coupon_quota(const wlp_client *client,
                            const wlp_coupon_quota_request *request,
                            wlp_coupon_quota_answer **answer,
                            wlp_error **error);

/*
 As `wlp_coupon_quota`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_coupon_quota_async(const wlp_client *client,
                                  const wlp_coupon_quota_request *request,
                                  wlp_coupon_quota_answer_callback callback,
                                  void *context,
                                  wlp_call **call,
                                  wlp_error **error);

/*
 One discount rule (获取优惠规则详细信息, document section 5.6.2).

 Fetches the details of one discount rule of a merchant.

 `GET /coupon/rule`. It changes nothing, so a failed attempt is repeated. No record (`0009`) is an
 error of kind `NotFound`.

 Free `*answer` with `wlp_coupon_rule_answer_free`.
 */
wlp_status wlp_coupon_rule(const wlp_client *client,
                           const wlp_coupon_rule_request *request,
                           wlp_coupon_rule_answer **answer,
                           wlp_error **error);

/*
 As `wlp_coupon_rule`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_coupon_rule_async(const wlp_client *client,
                                 const wlp_coupon_rule_request *request,
                                 wlp_coupon_rule_answer_callback callback,
                                 void *context,
                                 wlp_call **call,
                                 wlp_error **error);

/*
 Discount rules of a merchant (查询优惠规则, document section 5.6.3).

 Lists all discount rules of a merchant.

 `GET /coupon/rules`. It changes nothing, so a failed attempt is repeated. No record (`0009`) is an
 empty list.

 Free `*list` with `wlp_coupon_rule_list_free`.
 */
wlp_status wlp_coupon_rules(const wlp_client *client,
                            const wlp_coupon_rules_request *request,
                            wlp_coupon_rule_list **list,
                            wlp_error **error);

/*
 As `wlp_coupon_rules`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_coupon_rules_async(const wlp_client *client,
                                  const wlp_coupon_rules_request *request,
                                  wlp_coupon_rule_list_callback callback,
                                  void *context,
                                  wlp_call **call,
                                  wlp_error **error);

/*
 Merchants (查询商户, document section 5.6.4).

 Lists the merchants of the park. It takes no parameters.

 `GET /coupon/merchants`. It changes nothing, so a failed attempt is repeated. No record (`0009`) is
 an empty list.

 Free `*list` with `wlp_merchant_list_free`.
 */
wlp_status wlp_coupon_merchants(const wlp_client *client, wlp_merchant_list **list, wlp_error **error);

/*
 As `wlp_coupon_merchants`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_coupon_merchants_async(const wlp_client *client,
                                      wlp_merchant_list_callback callback,
                                      void *context,
                                      wlp_call **call,
                                      wlp_error **error);

/*
 Issue a coupon (发放优惠券, document section 5.6.5).

 Issues a coupon to a vehicle under one of the merchant's discount rules; it counts against the
 rule's daily, monthly and yearly limits.

 Returns: Identifier of the coupon issued.

 `POST /coupon/add`. It moves money, so it is not sent again once a byte may have left this machine.
 */
wlp_status wlp_coupon_add(const wlp_client *client,
                          const wlp_coupon_add_request *request,
                          int64_t *id,
                          wlp_error **error);

/*
 As `wlp_coupon_add`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_coupon_add_async(const wlp_client *client,
                                const wlp_coupon_add_request *request,
                                wlp_id_callback callback,
                                void *context,
                                wlp_call **call,
                                wlp_error **error);

/*
 Coupons issued on a day (查询优惠券, document section 5.6.6).

 Lists the coupons that a merchant issued on one day, page by page.

 `GET /coupon/queryCoupons`. It changes nothing, so a failed attempt is repeated. No record (`0009`)
 is an empty list.

 Free `*list` with `wlp_coupon_list_free`.
 */
wlp_status wlp_coupon_query_coupons(const wlp_client *client,
                                    const wlp_coupon_query_coupons_request *request,
                                    wlp_coupon_list **list,
                                    wlp_error **error);

/*
 As `wlp_coupon_query_coupons`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_coupon_query_coupons_async(const wlp_client *client,
                                          const wlp_coupon_query_coupons_request *request,
                                          wlp_coupon_list_callback callback,
                                          void *context,
                                          wlp_call **call,
                                          wlp_error **error);

/*
 Walks the list of `wlp_coupon_query_coupons` page by page; the request's `offset` is where it begins, its `length` the size of a
 page. `options` may be NULL. It sends nothing. Free `*pages` with `wlp_coupon_pages_free`.
 */
wlp_status wlp_coupon_query_coupons_pages(const wlp_client *client,
                                          const wlp_coupon_query_coupons_request *request,
                                          const wlp_pages_options *options,
                                          wlp_coupon_pages **pages,
                                          wlp_error **error);

/*
 Identifier of the area.

 区域标识.

 0 if `area` is NULL.
 */
int64_t wlp_area_data_area_id(const wlp_area_data *area);

/*
 Name of the area as people know it.

 区域名称; documented length 50.

 NULL if absent.
 */
const char *wlp_area_data_area_name(const wlp_area_data *area);

/*
 Whether the area is for parking or behind a door.

 区域类型.

 0 if `area` is NULL.
 */
int64_t wlp_area_data_area_type(const wlp_area_data *area);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_area_data_extra_len(const wlp_area_data *area);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_area_data_extra_name(const wlp_area_data *area, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_area_data_extra_json(const wlp_area_data *area, size_t index);

/*
 How many objects there are.
 */
size_t wlp_area_list_len(const wlp_area_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_area_data *wlp_area_list_at(const wlp_area_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_area_list_response(const wlp_area_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_area_list_free(wlp_area_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_area_list_free`.
 */
wlp_status wlp_area_list_parse(const char *content, int32_t encoding, wlp_area_list **list, wlp_error **error);

/*
 Identifier of the lane.

 通道标识.

 0 if `lane` is NULL.
 */
int64_t wlp_lane_data_lane_id(const wlp_lane_data *lane);

/*
 Name of the lane as people know it; it says nothing reliable about the direction.

 通道名称; documented length 50.

 NULL if absent.
 */
const char *wlp_lane_data_lane_name(const wlp_lane_data *lane);

/*
 Whether the lane is an entry, an exit or a door.

 通道类型.

 0 if `lane` is NULL.
 */
int64_t wlp_lane_data_lane_type(const wlp_lane_data *lane);

/*
 Area that the lane belongs to.

 区域标识.

 0 if `lane` is NULL.
 */
int64_t wlp_lane_data_area_id(const wlp_lane_data *lane);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_lane_data_extra_len(const wlp_lane_data *lane);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_lane_data_extra_name(const wlp_lane_data *lane, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_lane_data_extra_json(const wlp_lane_data *lane, size_t index);

/*
 How many objects there are.
 */
size_t wlp_lane_list_len(const wlp_lane_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_lane_data *wlp_lane_list_at(const wlp_lane_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_lane_list_response(const wlp_lane_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_lane_list_free(wlp_lane_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_lane_list_free`.
 */
wlp_status wlp_lane_list_parse(const char *content, int32_t encoding, wlp_lane_list **list, wlp_error **error);

/*
 Number of the category, used as `mgr_type` elsewhere; the numbers are the car park's own.

 管理类型.

 0 if `management_type` is NULL.
 */
int64_t wlp_management_type_data_type(const wlp_management_type_data *management_type);

/*
 Name of the category.

 名称; documented length 50.

 NULL if absent.
 */
const char *wlp_management_type_data_name(const wlp_management_type_data *management_type);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_management_type_data_extra_len(const wlp_management_type_data *management_type);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_management_type_data_extra_name(const wlp_management_type_data *management_type, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_management_type_data_extra_json(const wlp_management_type_data *management_type, size_t index);

/*
 How many objects there are.
 */
size_t wlp_management_type_list_len(const wlp_management_type_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_management_type_data *wlp_management_type_list_at(const wlp_management_type_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_management_type_list_response(const wlp_management_type_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_management_type_list_free(wlp_management_type_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_management_type_list_free`.
 */
wlp_status wlp_management_type_list_parse(const char *content,
                                          int32_t encoding,
                                          wlp_management_type_list **list,
                                          wlp_error **error);

/*
 Number of the vehicle type, used as `car_type` elsewhere; the numbers are the car park's own.

 车辆类型.

 0 if `car_type` is NULL.
 */
int64_t wlp_car_type_data_type(const wlp_car_type_data *car_type);

/*
 Name of the vehicle type.

 名称; documented length 50.

 NULL if absent.
 */
const char *wlp_car_type_data_name(const wlp_car_type_data *car_type);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_car_type_data_extra_len(const wlp_car_type_data *car_type);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_car_type_data_extra_name(const wlp_car_type_data *car_type, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_car_type_data_extra_json(const wlp_car_type_data *car_type, size_t index);

/*
 How many objects there are.
 */
size_t wlp_car_type_list_len(const wlp_car_type_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_car_type_data *wlp_car_type_list_at(const wlp_car_type_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_car_type_list_response(const wlp_car_type_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_car_type_list_free(wlp_car_type_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_car_type_list_free`.
 */
wlp_status wlp_car_type_list_parse(const char *content, int32_t encoding, wlp_car_type_list **list, wlp_error **error);

/*
 Area that the figures are about.

 区域标识.

 0 if `area_space` is NULL.
 */
int64_t wlp_area_space_data_area_id(const wlp_area_space_data *area_space);

/*
 Number of spaces in the area.

 总车位数; in spaces.

 0 if `area_space` is NULL.
 */
int64_t wlp_area_space_data_total_space(const wlp_area_space_data *area_space);

/*
 Number of spaces for temporary parking.

 临租车位数; in spaces.

 0 if `area_space` is NULL.
 */
int64_t wlp_area_space_data_tmp_space(const wlp_area_space_data *area_space);

/*
 Number of spaces for long-rent vehicles.

 长租车位数; in spaces.

 0 if `area_space` is NULL.
 */
int64_t wlp_area_space_data_long_space(const wlp_area_space_data *area_space);

/*
 Number of free spaces; meaningful only while `free_space_valid` is true.

 总空车位; in spaces.

 0 if `area_space` is NULL.
 */
int64_t wlp_area_space_data_free_space(const wlp_area_space_data *area_space);

/*
 Number of free spaces for temporary parking; meaningful only while `tmp_free_space_valid` is true.

 临租车空余车位数; in spaces.

 0 if `area_space` is NULL.
 */
int64_t wlp_area_space_data_tmp_free_space(const wlp_area_space_data *area_space);

/*
 Number of free spaces for long-rent vehicles; meaningful only while `long_free_space_valid` is true.

 长租车空余车位数; in spaces.

 0 if `area_space` is NULL.
 */
int64_t wlp_area_space_data_long_free_space(const wlp_area_space_data *area_space);

/*
 Whether the figure `free_space` is valid.

 总车位是否有效.

 0 if `area_space` is NULL.
 */
bool wlp_area_space_data_free_space_valid(const wlp_area_space_data *area_space);

/*
 Whether the figure `tmp_free_space` is valid.

 临租车位是否有效.

 0 if `area_space` is NULL.
 */
bool wlp_area_space_data_tmp_free_space_valid(const wlp_area_space_data *area_space);

/*
 Whether the figure `long_free_space` is valid.

 长租车位是否有效.

 0 if `area_space` is NULL.
 */
bool wlp_area_space_data_long_free_space_valid(const wlp_area_space_data *area_space);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_area_space_data_extra_len(const wlp_area_space_data *area_space);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_area_space_data_extra_name(const wlp_area_space_data *area_space, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_area_space_data_extra_json(const wlp_area_space_data *area_space, size_t index);

/*
 How many objects there are.
 */
size_t wlp_area_space_list_len(const wlp_area_space_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_area_space_data *wlp_area_space_list_at(const wlp_area_space_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_area_space_list_response(const wlp_area_space_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_area_space_list_free(wlp_area_space_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_area_space_list_free`.
 */
wlp_status wlp_area_space_list_parse(const char *content,
                                     int32_t encoding,
                                     wlp_area_space_list **list,
                                     wlp_error **error);

/*
 Price of one month.

 月租金; in yuan.

 NULL if absent.
 */
const char *wlp_rent_rule_data_monthly_rent(const wlp_rent_rule_data *rent_rule);

/*
 Price of two months paid at once; absent when the car park has no such price.

 2月租金; in yuan.

 NULL if absent.
 */
const char *wlp_rent_rule_data_monthly_rent2(const wlp_rent_rule_data *rent_rule);

/*
 Price of three months paid at once; absent when the car park has no such price.

 3月租金; in yuan.

 NULL if absent.
 */
const char *wlp_rent_rule_data_monthly_rent3(const wlp_rent_rule_data *rent_rule);

/*
 Price of four months paid at once; absent when the car park has no such price.

 4月租金; in yuan.

 NULL if absent.
 */
const char *wlp_rent_rule_data_monthly_rent4(const wlp_rent_rule_data *rent_rule);

/*
 Price of five months paid at once; absent when the car park has no such price.

 5月租金; in yuan.

 NULL if absent.
 */
const char *wlp_rent_rule_data_monthly_rent5(const wlp_rent_rule_data *rent_rule);

/*
 Price of half a year paid at once; absent when the car park has no such price.

 半年租金; in yuan.

 NULL if absent.
 */
const char *wlp_rent_rule_data_monthly_rent6(const wlp_rent_rule_data *rent_rule);

/*
 Price of one year paid at once; absent when the car park has no such price.

 一年租金; in yuan.

 NULL if absent.
 */
const char *wlp_rent_rule_data_monthly_rent12(const wlp_rent_rule_data *rent_rule);

/*
 Whether a renewal may leave a gap after the period already paid; false means that it must follow
 without one.

 允许不连续续费.

 0 if `rent_rule` is NULL.
 */
bool wlp_rent_rule_data_allow_discontinuous(const wlp_rent_rule_data *rent_rule);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_rent_rule_data_extra_len(const wlp_rent_rule_data *rent_rule);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_rent_rule_data_extra_name(const wlp_rent_rule_data *rent_rule, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_rent_rule_data_extra_json(const wlp_rent_rule_data *rent_rule, size_t index);

/*
 The object; NULL only if `answer` is.
 */
const wlp_rent_rule_data *wlp_rent_rule_answer_value(const wlp_rent_rule_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_rent_rule_answer_response(const wlp_rent_rule_answer *answer);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_rent_rule_answer_free(wlp_rent_rule_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_rent_rule_answer_free`.
 */
wlp_status wlp_rent_rule_answer_parse(const char *content,
                                      int32_t encoding,
                                      wlp_rent_rule_answer **answer,
                                      wlp_error **error);

/*
 Short code that identifies the lane's QR code.

 二维码短码; documented length 32.

 NULL if absent.
 */
const char *wlp_qr_code_data_qr_code(const wlp_qr_code_data *qr_code);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_qr_code_data_extra_len(const wlp_qr_code_data *qr_code);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_qr_code_data_extra_name(const wlp_qr_code_data *qr_code, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_qr_code_data_extra_json(const wlp_qr_code_data *qr_code, size_t index);

/*
 The object; NULL only if `answer` is.
 */
const wlp_qr_code_data *wlp_qr_code_answer_value(const wlp_qr_code_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_qr_code_answer_response(const wlp_qr_code_answer *answer);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_qr_code_answer_free(wlp_qr_code_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_qr_code_answer_free`.
 */
wlp_status wlp_qr_code_answer_parse(const char *content,
                                    int32_t encoding,
                                    wlp_qr_code_answer **answer,
                                    wlp_error **error);

/*
 List areas (查询区域信息, document section 5.2.1).

 Lists the areas of the car park.

 `GET /info/areas`. It changes nothing, so a failed attempt is repeated. No record (`0009`) is an
 empty list.

 Free `*list` with `wlp_area_list_free`.
 */
wlp_status wlp_info_areas(const wlp_client *client, wlp_area_list **list, wlp_error **error);

/*
 As `wlp_info_areas`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_info_areas_async(const wlp_client *client,
                                wlp_area_list_callback callback,
                                void *context,
                                wlp_call **call,
                                wlp_error **error);

/*
 List lanes (查询通道信息, document section 5.2.2).

 Lists the lanes and doors of the car park.

 `GET /info/lanes`. It changes nothing, so a failed attempt is repeated. No record (`0009`) is an
 empty list.

 Free `*list` with `wlp_lane_list_free`.
 */
wlp_status wlp_info_lanes(const wlp_client *client, wlp_lane_list **list, wlp_error **error);

/*
 As `wlp_info_lanes`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_info_lanes_async(const wlp_client *client,
                                wlp_lane_list_callback callback,
                                void *context,
                                wlp_call **call,
                                wlp_error **error);

/*
 List management types (查询管理类型, document section 5.2.3).

 Lists the management categories that the car park has defined, such as long-rent or free vehicles.

 `GET /info/mgrTypes`. It changes nothing, so a failed attempt is repeated. No record (`0009`) is an
 empty list.

 Free `*list` with `wlp_management_type_list_free`.
 */
wlp_status wlp_info_mgr_types(const wlp_client *client, wlp_management_type_list **list, wlp_error **error);

/*
 As `wlp_info_mgr_types`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_info_mgr_types_async(const wlp_client *client,
                                    wlp_management_type_list_callback callback,
                                    void *context,
                                    wlp_call **call,
                                    wlp_error **error);

/*
 List vehicle types (查询车辆类型, document section 5.2.4).

 Lists the vehicle types that the car park has defined, such as small or medium vehicles.

 `GET /info/carTypes`. It changes nothing, so a failed attempt is repeated. No record (`0009`) is an
 empty list.

 Free `*list` with `wlp_car_type_list_free`.
 */
wlp_status wlp_info_car_types(const wlp_client *client, wlp_car_type_list **list, wlp_error **error);

/*
 As `wlp_info_car_types`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_info_car_types_async(const wlp_client *client,
                                    wlp_car_type_list_callback callback,
                                    void *context,
                                    wlp_call **call,
                                    wlp_error **error);

/*
 List spaces by area (查询车位信息, document section 5.2.5).

 Returns the total and free spaces of every area.

 `GET /info/space`. It changes nothing, so a failed attempt is repeated. No record (`0009`) is an
 empty list.

 Free `*list` with `wlp_area_space_list_free`.
 */
wlp_status wlp_info_space(const wlp_client *client, wlp_area_space_list **list, wlp_error **error);

/*
 As `wlp_info_space`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_info_space_async(const wlp_client *client,
                                wlp_area_space_list_callback callback,
                                void *context,
                                wlp_call **call,
                                wlp_error **error);

/*
 Get the long-rent price rule (查询长租车收费规则, document section 5.2.6).

 Returns the long-rent prices for a management type and a vehicle type; without a matching rule the
 call fails with `NotFound`.

 `GET /info/rentRule`. It changes nothing, so a failed attempt is repeated. No record (`0009`) is an
 error of kind `NotFound`.

 Free `*answer` with `wlp_rent_rule_answer_free`.
 */
wlp_status wlp_info_rent_rule(const wlp_client *client,
                              const wlp_info_rent_rule_request *request,
                              wlp_rent_rule_answer **answer,
                              wlp_error **error);

/*
 As `wlp_info_rent_rule`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_info_rent_rule_async(const wlp_client *client,
                                    const wlp_info_rent_rule_request *request,
                                    wlp_rent_rule_answer_callback callback,
                                    void *context,
                                    wlp_call **call,
                                    wlp_error **error);

/*
 Set a lane's QR code URL (设置通道二维码, document section 5.2.7).

 Sets the URL that scanning a lane's QR code opens and returns the QR code's short code.

 `POST /info/setQrUrl`. It changes records, so it is not sent again once a byte may have left this
 machine. No record (`0009`) is an error of kind `NotFound`.

 Free `*answer` with `wlp_qr_code_answer_free`.
 */
wlp_status wlp_info_set_qr_url(const wlp_client *client,
                               const wlp_info_set_qr_url_request *request,
                               wlp_qr_code_answer **answer,
                               wlp_error **error);

/*
 As `wlp_info_set_qr_url`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_info_set_qr_url_async(const wlp_client *client,
                                     const wlp_info_set_qr_url_request *request,
                                     wlp_qr_code_answer_callback callback,
                                     void *context,
                                     wlp_call **call,
                                     wlp_error **error);

/*
 Plate of the vehicle.

 车牌号码; documented length 10.

 NULL if absent.
 */
const char *wlp_tmp_rent_record_data_plate_number(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 Beginning of the time charged, China Standard Time; absent when it is not known.

 开始时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_tmp_rent_record_data_start_time(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 `start_time` in Unix seconds.
 */
wlp_optional wlp_tmp_rent_record_data_start_time_unix(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 End of the time charged, China Standard Time.

 截止时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_tmp_rent_record_data_end_time(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 `end_time` in Unix seconds.
 */
wlp_optional wlp_tmp_rent_record_data_end_time_unix(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 Length of the time charged; absent when it is not known.

 计费时长; in minutes.
 */
wlp_optional wlp_tmp_rent_record_data_fee_minutes(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 Area in which the vehicle was parked.

 区域标识.

 0 if `tmp_rent_record` is NULL.
 */
int64_t wlp_tmp_rent_record_data_area_id(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 Name of that area.

 区域名称; documented length 50.

 NULL if absent.
 */
const char *wlp_tmp_rent_record_data_area_name(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 Vehicle type as listed by `wlp_info_car_types`; the numbers are the car park's own.

 车辆类型.

 0 if `tmp_rent_record` is NULL.
 */
int64_t wlp_tmp_rent_record_data_car_type(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 Number of the transaction; absent when there was none.

 交易流水号.
 */
wlp_optional wlp_tmp_rent_record_data_trade_no(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 Fee due before any discount.

 应收; in yuan.

 NULL if absent.
 */
const char *wlp_tmp_rent_record_data_parking_fee(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 Discount granted on the fee.

 折扣; in yuan.

 NULL if absent.
 */
const char *wlp_tmp_rent_record_data_discount_fee(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 Amount that had been paid before; the wire name is spelt so.

 已付; in yuan.

 NULL if absent.
 */
const char *wlp_tmp_rent_record_data_payed_fee(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 Amount paid with this transaction.

 实付; in yuan.

 NULL if absent.
 */
const char *wlp_tmp_rent_record_data_real_fee(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 How the fee was paid.

 支付渠道.

 0 if `tmp_rent_record` is NULL.
 */
int64_t wlp_tmp_rent_record_data_pay_channel(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 When the charge was made, China Standard Time.

 操作时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_tmp_rent_record_data_operate_time(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 `operate_time` in Unix seconds.
 */
wlp_optional wlp_tmp_rent_record_data_operate_time_unix(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 Who made the charge; the platform also sends a number here.

 操作人员.

 NULL if absent.
 */
const char *wlp_tmp_rent_record_data_operator_name(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_tmp_rent_record_data_extra_len(const wlp_tmp_rent_record_data *tmp_rent_record);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_tmp_rent_record_data_extra_name(const wlp_tmp_rent_record_data *tmp_rent_record, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_tmp_rent_record_data_extra_json(const wlp_tmp_rent_record_data *tmp_rent_record, size_t index);

/*
 How many objects there are.
 */
size_t wlp_tmp_rent_record_list_len(const wlp_tmp_rent_record_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_tmp_rent_record_data *wlp_tmp_rent_record_list_at(const wlp_tmp_rent_record_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_tmp_rent_record_list_response(const wlp_tmp_rent_record_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_tmp_rent_record_list_free(wlp_tmp_rent_record_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_tmp_rent_record_list_free`.
 */
wlp_status wlp_tmp_rent_record_list_parse(const char *content,
                                          int32_t encoding,
                                          wlp_tmp_rent_record_list **list,
                                          wlp_error **error);

/*
 The next page, to be freed with `wlp_tmp_rent_record_list_free`. `*list` is NULL, with `WLP_OK`, after the last page and after an
 error. The content of its response is canonical JSON of the page.
 */
wlp_status wlp_tmp_rent_record_pages_next(wlp_tmp_rent_record_pages *pages,
                                          wlp_tmp_rent_record_list **list,
                                          wlp_error **error);

/*
 As `wlp_tmp_rent_record_pages_next`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all. The next
 step may be started in it. `*call`, if wanted, is to be freed with `wlp_call_free`; cancelling it ends the walk.
 */
wlp_status wlp_tmp_rent_record_pages_next_async(wlp_tmp_rent_record_pages *pages,
                                                wlp_tmp_rent_record_list_callback callback,
                                                void *context,
                                                wlp_call **call,
                                                wlp_error **error);

/*
 Frees a walk; NULL is nothing. A step with a callback is cancelled, and it waits until the callback has returned;
 called in a callback it does not wait, and the callback comes later.
 */
void wlp_tmp_rent_record_pages_free(wlp_tmp_rent_record_pages *pages);

/*
 The next window: its first and last second in Unix time, either of which may be NULL, and all its records, to be freed
 with `wlp_tmp_rent_record_list_free`. `*list` is NULL, with `WLP_OK`, after the last window and after an error.
 */
wlp_status wlp_tmp_rent_record_windows_next(wlp_tmp_rent_record_windows *windows,
                                            int64_t *start,
                                            int64_t *end,
                                            wlp_tmp_rent_record_list **list,
                                            wlp_error **error);

/*
 As `wlp_tmp_rent_record_windows_next`, with a callback; see `wlp_tmp_rent_record_pages_next_async`.
 */
wlp_status wlp_tmp_rent_record_windows_next_async(wlp_tmp_rent_record_windows *windows,
                                                  wlp_tmp_rent_record_window_callback callback,
                                                  void *context,
                                                  wlp_call **call,
                                                  wlp_error **error);

/*
 Frees a walk; see `wlp_tmp_rent_record_pages_free`.
 */
void wlp_tmp_rent_record_windows_free(wlp_tmp_rent_record_windows *windows);

/*
 Plate of the vehicle.

 车牌号码; documented length 10.

 NULL if absent.
 */
const char *wlp_long_rent_record_data_plate_number(const wlp_long_rent_record_data *long_rent_record);

/*
 First day of the period paid for; absent when it is not known.

 开始时间; documented length 19.

 NULL if absent.
 */
const char *wlp_long_rent_record_data_start_date(const wlp_long_rent_record_data *long_rent_record);

/*
 Last day of the period paid for; absent when it is not known.

 截止时间; required by the document, but known to be missing; documented length 19.

 NULL if absent.
 */
const char *wlp_long_rent_record_data_end_date(const wlp_long_rent_record_data *long_rent_record);

/*
 Number of spaces paid for.

 车位数; in spaces.
 */
wlp_optional wlp_long_rent_record_data_space_num(const wlp_long_rent_record_data *long_rent_record);

/*
 Management type as listed by `wlp_info_mgr_types`; the numbers are the car park's own.

 管理类型.

 0 if `long_rent_record` is NULL.
 */
int64_t wlp_long_rent_record_data_mgr_type(const wlp_long_rent_record_data *long_rent_record);

/*
 Vehicle type as listed by `wlp_info_car_types`; the numbers are the car park's own.

 车辆类型.

 0 if `long_rent_record` is NULL.
 */
int64_t wlp_long_rent_record_data_car_type(const wlp_long_rent_record_data *long_rent_record);

/*
 Number of the transaction; absent when there was none.

 交易流水号.
 */
wlp_optional wlp_long_rent_record_data_trade_no(const wlp_long_rent_record_data *long_rent_record);

/*
 Fee due before any discount.

 应收; in yuan.

 NULL if absent.
 */
const char *wlp_long_rent_record_data_parking_fee(const wlp_long_rent_record_data *long_rent_record);

/*
 Discount granted on the fee.

 折扣; in yuan.

 NULL if absent.
 */
const char *wlp_long_rent_record_data_discount_fee(const wlp_long_rent_record_data *long_rent_record);

/*
 Amount paid with this transaction.

 实付; in yuan.

 NULL if absent.
 */
const char *wlp_long_rent_record_data_real_fee(const wlp_long_rent_record_data *long_rent_record);

/*
 How the fee was paid.

 支付渠道.

 0 if `long_rent_record` is NULL.
 */
int64_t wlp_long_rent_record_data_pay_channel(const wlp_long_rent_record_data *long_rent_record);

/*
 When the charge was made, China Standard Time.

 操作时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_long_rent_record_data_operate_time(const wlp_long_rent_record_data *long_rent_record);

/*
 `operate_time` in Unix seconds.
 */
wlp_optional wlp_long_rent_record_data_operate_time_unix(const wlp_long_rent_record_data *long_rent_record);

/*
 Who made the charge; the platform also sends a number here.

 操作人员.

 NULL if absent.
 */
const char *wlp_long_rent_record_data_operator_name(const wlp_long_rent_record_data *long_rent_record);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_long_rent_record_data_extra_len(const wlp_long_rent_record_data *long_rent_record);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_long_rent_record_data_extra_name(const wlp_long_rent_record_data *long_rent_record, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_long_rent_record_data_extra_json(const wlp_long_rent_record_data *long_rent_record, size_t index);

/*
 How many objects there are.
 */
size_t wlp_long_rent_record_list_len(const wlp_long_rent_record_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_long_rent_record_data *wlp_long_rent_record_list_at(const wlp_long_rent_record_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_long_rent_record_list_response(const wlp_long_rent_record_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_long_rent_record_list_free(wlp_long_rent_record_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_long_rent_record_list_free`.
 */
wlp_status wlp_long_rent_record_list_parse(const char *content,
                                           int32_t encoding,
                                           wlp_long_rent_record_list **list,
                                           wlp_error **error);

/*
 The next page, to be freed with `wlp_long_rent_record_list_free`. `*list` is NULL, with `WLP_OK`, after the last page and after an
 error. The content of its response is canonical JSON of the page.
 */
wlp_status wlp_long_rent_record_pages_next(wlp_long_rent_record_pages *pages,
                                           wlp_long_rent_record_list **list,
                                           wlp_error **error);

/*
 As `wlp_long_rent_record_pages_next`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all. The next
 step may be started in it. `*call`, if wanted, is to be freed with `wlp_call_free`; cancelling it ends the walk.
 */
wlp_status wlp_long_rent_record_pages_next_async(wlp_long_rent_record_pages *pages,
                                                 wlp_long_rent_record_list_callback callback,
                                                 void *context,
                                                 wlp_call **call,
                                                 wlp_error **error);

/*
 Frees a walk; NULL is nothing. A step with a callback is cancelled, and it waits until the callback has returned;
 called in a callback it does not wait, and the callback comes later.
 */
void wlp_long_rent_record_pages_free(wlp_long_rent_record_pages *pages);

/*
 The next window: its first and last second in Unix time, either of which may be NULL, and all its records, to be freed
 with `wlp_long_rent_record_list_free`. `*list` is NULL, with `WLP_OK`, after the last window and after an error.
 */
wlp_status wlp_long_rent_record_windows_next(wlp_long_rent_record_windows *windows,
                                             int64_t *start,
                                             int64_t *end,
                                             wlp_long_rent_record_list **list,
                                             wlp_error **error);

/*
 As `wlp_long_rent_record_windows_next`, with a callback; see `wlp_long_rent_record_pages_next_async`.
 */
wlp_status wlp_long_rent_record_windows_next_async(wlp_long_rent_record_windows *windows,
                                                   wlp_long_rent_record_window_callback callback,
                                                   void *context,
                                                   wlp_call **call,
                                                   wlp_error **error);

/*
 Frees a walk; see `wlp_long_rent_record_pages_free`.
 */
void wlp_long_rent_record_windows_free(wlp_long_rent_record_windows *windows);

/*
 Query temporary parking charges (查询临租车收费记录, document section 5.5.1).

 Lists charges to temporary vehicles of a period, page by page, optionally by area, lane and plate.

 `GET /parkingFee/queryTmpRentRecords`. It changes nothing, so a failed attempt is repeated. No
 record (`0009`) is an empty list.

 Free `*list` with `wlp_tmp_rent_record_list_free`.
 */
wlp_status wlp_parking_fee_query_tmp_rent_records(const wlp_client *client,
                                                  const wlp_parking_fee_query_tmp_rent_records_request *request,
                                                  wlp_tmp_rent_record_list **list,
                                                  wlp_error **error);

/*
 As `wlp_parking_fee_query_tmp_rent_records`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_parking_fee_query_tmp_rent_records_async(const wlp_client *client,
                                                        const wlp_parking_fee_query_tmp_rent_records_request *request,
                                                        wlp_tmp_rent_record_list_callback callback,
                                                        void *context,
                                                        wlp_call **call,
                                                        wlp_error **error);

/*
 Walks the list of `wlp_parking_fee_query_tmp_rent_records` page by page; the request's `offset` is where it begins, its `length` the size of a
 page. `options` may be NULL. It sends nothing. Free `*pages` with `wlp_tmp_rent_record_pages_free`.
 */
wlp_status wlp_parking_fee_query_tmp_rent_records_pages(const wlp_client *client,
                                                        const wlp_parking_fee_query_tmp_rent_records_request *request,
                                                        const wlp_pages_options *options,
                                                        wlp_tmp_rent_record_pages **pages,
                                                        wlp_error **error);

/*
 Cuts the time range of `wlp_parking_fee_query_tmp_rent_records` into windows of so many seconds, the earliest first, several of which are
 fetched at once. `options` may be NULL. It sends nothing. Free `*windows` with `wlp_tmp_rent_record_windows_free`.
 */
wlp_status wlp_parking_fee_query_tmp_rent_records_windows(const wlp_client *client,
                                                          const wlp_parking_fee_query_tmp_rent_records_request *request,
                                                          int64_t window_seconds,
                                                          const wlp_windows_options *options,
                                                          wlp_tmp_rent_record_windows **windows,
                                                          wlp_error **error);

/*
 Query long-rent charges (查询长租车收费记录, document section 5.5.2).

 Lists charges to long-rent vehicles of a period, page by page, optionally by plate.

 `GET /parkingFee/queryLongRentRecords`. It changes nothing, so a failed attempt is repeated. No
 record (`0009`) is an empty list.

 Free `*list` with `wlp_long_rent_record_list_free`.
 */
wlp_status wlp_parking_fee_query_long_rent_records(const wlp_client *client,
                                                   const wlp_parking_fee_query_long_rent_records_request *request,
                                                   wlp_long_rent_record_list **list,
                                                   wlp_error **error);

/*
 As `wlp_parking_fee_query_long_rent_records`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_parking_fee_query_long_rent_records_async(const wlp_client *client,
                                                         const wlp_parking_fee_query_long_rent_records_request *request,
                                                         wlp_long_rent_record_list_callback callback,
                                                         void *context,
                                                         wlp_call **call,
                                                         wlp_error **error);

/*
 Walks the list of `wlp_parking_fee_query_long_rent_records` page by page; the request's `offset` is where it begins, its `length` the size of a
 page. `options` may be NULL. It sends nothing. Free `*pages` with `wlp_long_rent_record_pages_free`.
 */
wlp_status wlp_parking_fee_query_long_rent_records_pages(const wlp_client *client,
                                                         const wlp_parking_fee_query_long_rent_records_request *request,
                                                         const wlp_pages_options *options,
                                                         wlp_long_rent_record_pages **pages,
                                                         wlp_error **error);

/*
 Cuts the time range of `wlp_parking_fee_query_long_rent_records` into windows of so many seconds, the earliest first, several of which are
 fetched at once. `options` may be NULL. It sends nothing. Free `*windows` with `wlp_long_rent_record_windows_free`.
 */
wlp_status wlp_parking_fee_query_long_rent_records_windows(const wlp_client *client,
                                                           const wlp_parking_fee_query_long_rent_records_request *request,
                                                           int64_t window_seconds,
                                                           const wlp_windows_options *options,
                                                           wlp_long_rent_record_windows **windows,
                                                           wlp_error **error);

/*
 First day of the authorization; absent when no start is set.

 生效日期; documented length 10.

 NULL if absent.
 */
const char *wlp_passport_authorization_data_start_date(const wlp_passport_authorization_data *passport_authorization);

/*
 Last day of the authorization; absent when no end is set.

 截止日期; documented length 10.

 NULL if absent.
 */
const char *wlp_passport_authorization_data_end_date(const wlp_passport_authorization_data *passport_authorization);

/*
 Areas that the authorization holds for, as listed by `wlp_info_areas`.

 区域标识.

 This is the length of the list.
 */
size_t wlp_passport_authorization_data_area_ids_len(const wlp_passport_authorization_data *passport_authorization);

/*
 The item of `area_ids` at `index`; 0 beyond the end.
 */
int64_t wlp_passport_authorization_data_area_ids_at(const wlp_passport_authorization_data *passport_authorization,
                                                    size_t index);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_passport_authorization_data_extra_len(const wlp_passport_authorization_data *passport_authorization);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_passport_authorization_data_extra_name(const wlp_passport_authorization_data *passport_authorization,
                                                       size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_passport_authorization_data_extra_json(const wlp_passport_authorization_data *passport_authorization,
                                                       size_t index);

/*
 Identifier of the passport.

 凭证标识.

 0 if `passport` is NULL.
 */
int64_t wlp_passport_data_passport_id(const wlp_passport_data *passport);

/*
 Name of the holder; old or card-only records may lack it.

 姓名; required by the document, but known to be missing; documented length 50.

 NULL if absent.
 */
const char *wlp_passport_data_name(const wlp_passport_data *passport);

/*
 Address of the holder, such as a flat number; absent when none is recorded.

 地址; documented length 50.

 NULL if absent.
 */
const char *wlp_passport_data_address(const wlp_passport_data *passport);

/*
 Mobile phone number of the holder; old or card-only records may lack it.

 移动电话; required by the document, but known to be missing; documented length 11.

 NULL if absent.
 */
const char *wlp_passport_data_mobile_phone(const wlp_passport_data *passport);

/*
 Management type from `wlp_info_mgr_types`; the numbers are the car park's own.

 管理类型.
 */
wlp_optional wlp_passport_data_mgr_type(const wlp_passport_data *passport);

/*
 Vehicle type from `wlp_info_car_types`; the numbers are the car park's own.

 车辆类型.
 */
wlp_optional wlp_passport_data_car_type(const wlp_passport_data *passport);

/*
 Plate of the vehicle; absent for passports without one.

 车牌号码; documented length 10.

 NULL if absent.
 */
const char *wlp_passport_data_plate_number(const wlp_passport_data *passport);

/*
 Number of spaces that the passport covers.

 车位数; in spaces.
 */
wlp_optional wlp_passport_data_spacenum(const wlp_passport_data *passport);

/*
 Other plates that share the passport's spaces.

 共车位车牌; documented length 50.

 This is the length of the list.
 */
size_t wlp_passport_data_share_plates_len(const wlp_passport_data *passport);

/*
 The item of `share_plates` at `index`; NULL beyond the end.
 */
const char *wlp_passport_data_share_plates_at(const wlp_passport_data *passport, size_t index);

/*
 Card numbers of the passport; one passport may have several.

 卡号; documented length 100.

 This is the length of the list.
 */
size_t wlp_passport_data_card_number_len(const wlp_passport_data *passport);

/*
 The item of `card_number` at `index`; NULL beyond the end.
 */
const char *wlp_passport_data_card_number_at(const wlp_passport_data *passport, size_t index);

/*
 Whether the holder may book visits; old or card-only records may lack it.

 是否可预约; required by the document, but known to be missing.
 */
wlp_optional wlp_passport_data_inviteable(const wlp_passport_data *passport);

/*
 Invitation code of the passport, digits whose leading zeros count; absent when it has none.

 邀请码; documented length 32.

 NULL if absent.
 */
const char *wlp_passport_data_invitation_code(const wlp_passport_data *passport);

/*
 Authorization to park; absent when the passport gives none.

 车辆授权.

 NULL if absent.
 */
const wlp_passport_authorization_data *wlp_passport_data_park_auth(const wlp_passport_data *passport);

/*
 Authorization to pass doors; absent when the passport gives none.

 门禁授权.

 NULL if absent.
 */
const wlp_passport_authorization_data *wlp_passport_data_ac_auth(const wlp_passport_data *passport);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_passport_data_extra_len(const wlp_passport_data *passport);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_passport_data_extra_name(const wlp_passport_data *passport, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_passport_data_extra_json(const wlp_passport_data *passport, size_t index);

/*
 The object; NULL only if `answer` is.
 */
const wlp_passport_data *wlp_passport_answer_value(const wlp_passport_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_passport_answer_response(const wlp_passport_answer *answer);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_passport_answer_free(wlp_passport_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_passport_answer_free`.
 */
wlp_status wlp_passport_answer_parse(const char *content,
                                     int32_t encoding,
                                     wlp_passport_answer **answer,
                                     wlp_error **error);

/*
 How many objects there are.
 */
size_t wlp_passport_list_len(const wlp_passport_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_passport_data *wlp_passport_list_at(const wlp_passport_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_passport_list_response(const wlp_passport_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_passport_list_free(wlp_passport_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_passport_list_free`.
 */
wlp_status wlp_passport_list_parse(const char *content, int32_t encoding, wlp_passport_list **list, wlp_error **error);

/*
 The next page, to be freed with `wlp_passport_list_free`. `*list` is NULL, with `WLP_OK`, after the last page and after an
 error. The content of its response is canonical JSON of the page.
 */
wlp_status wlp_passport_pages_next(wlp_passport_pages *pages,
                                   wlp_passport_list **list,
                                   wlp_error **error);

/*
 As `wlp_passport_pages_next`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all. The next
 step may be started in it. `*call`, if wanted, is to be freed with `wlp_call_free`; cancelling it ends the walk.
 */
wlp_status wlp_passport_pages_next_async(wlp_passport_pages *pages,
                                         wlp_passport_list_callback callback,
                                         void *context,
                                         wlp_call **call,
                                         wlp_error **error);

/*
 Frees a walk; NULL is nothing. A step with a callback is cancelled, and it waits until the callback has returned;
 called in a callback it does not wait, and the callback comes later.
 */
void wlp_passport_pages_free(wlp_passport_pages *pages);

/*
 Query passports (查询凭证, document section 5.3.1).

 Lists passports of one type, page by page, optionally by state and keyword.

 `GET /passport/query`. It changes nothing, so a failed attempt is repeated. No record (`0009`) is an
 empty list.

 Free `*list` with `wlp_passport_list_free`.
 */
wlp_status wlp_passport_query(const wlp_client *client,
                              const wlp_passport_query_request *request,
                              wlp_passport_list **list,
                              wlp_error **error);

/*
 As `wlp_passport_query`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passport_query_async(const wlp_client *client,
                                    const wlp_passport_query_request *request,
                                    wlp_passport_list_callback callback,
                                    void *context,
                                    wlp_call **call,
                                    wlp_error **error);

/*
 Walks the list of `wlp_passport_query` page by page; the request's `offset` is where it begins, its `length` the size of a
 page. `options` may be NULL. It sends nothing. Free `*pages` with `wlp_passport_pages_free`.
 */
wlp_status wlp_passport_query_pages(const wlp_client *client,
                                    const wlp_passport_query_request *request,
                                    const wlp_pages_options *options,
                                    wlp_passport_pages **pages,
                                    wlp_error **error);

/*
 Get a passport (获取凭证详细信息, document section 5.3.2).

 Returns one passport by its identifier or by plate; without a match the call fails with `NotFound`.

 Exactly one of `passport_id` and `plate_number`.

 `GET /passport/get`. It changes nothing, so a failed attempt is repeated. No record (`0009`) is an
 error of kind `NotFound`.

 Free `*answer` with `wlp_passport_answer_free`.
 */
wlp_status wlp_passport_get(const wlp_client *client,
                            const wlp_passport_get_request *request,
                            wlp_passport_answer **answer,
                            wlp_error **error);

/*
 As `wlp_passport_get`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passport_get_async(const wlp_client *client,
                                  const wlp_passport_get_request *request,
                                  wlp_passport_answer_callback callback,
                                  void *context,
                                  wlp_call **call,
                                  wlp_error **error);

/*
 Get an invitation code (获取注册邀请码, document section 5.3.3).

 Hands out an invitation code for registering a passport.

 Returns: Invitation code, a text of digits whose leading zeros count.

 `GET /passport/invitationCode`. It changes records, so it is not sent again once a byte may have
 left this machine.

 Free `*answer` with `wlp_text_answer_free`.
 */
wlp_status wlp_passport_invitation_code(const wlp_client *client, wlp_text_answer **answer, wlp_error **error);

/*
 As `wlp_passport_invitation_code`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passport_invitation_code_async(const wlp_client *client,
                                              wlp_text_answer_callback callback,
                                              void *context,
                                              wlp_call **call,
                                              wlp_error **error);

/*
 Check whether plates are registered (查询车牌是否已经注册, document section 5.3.4).

 Tells whether plates are registered already, before a passport is added or changed.

 Returns: True if the plates are registered already.

 `GET /passport/hasPlateNumbers`. It changes nothing, so a failed attempt is repeated.
 */
wlp_status wlp_passport_has_plate_numbers(const wlp_client *client,
                                          const wlp_passport_has_plate_numbers_request *request,
                                          bool *flag,
                                          wlp_error **error);

/*
 As `wlp_passport_has_plate_numbers`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passport_has_plate_numbers_async(const wlp_client *client,
                                                const wlp_passport_has_plate_numbers_request *request,
                                                wlp_flag_callback callback,
                                                void *context,
                                                wlp_call **call,
                                                wlp_error **error);

/*
 Check whether card numbers are registered (查询卡号是否已经注册, document section 5.3.5).

 Tells whether card numbers are registered already, before a passport is added or changed.

 Returns: True if the card numbers are registered already.

 `GET /passport/hasCardNumbers`. It changes nothing, so a failed attempt is repeated.
 */
wlp_status wlp_passport_has_card_numbers(const wlp_client *client,
                                         const wlp_passport_has_card_numbers_request *request,
                                         bool *flag,
                                         wlp_error **error);

/*
 As `wlp_passport_has_card_numbers`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passport_has_card_numbers_async(const wlp_client *client,
                                               const wlp_passport_has_card_numbers_request *request,
                                               wlp_flag_callback callback,
                                               void *context,
                                               wlp_call **call,
                                               wlp_error **error);

/*
 Add a passport (增加凭证, document section 5.3.6).

 Registers a passport and returns its identifier.

 Returns: Identifier of the new passport.

 `POST /passport/add`. It changes records, so it is not sent again once a byte may have left this
 machine.
 */
wlp_status wlp_passport_add(const wlp_client *client,
                            const wlp_passport_add_request *request,
                            int64_t *id,
                            wlp_error **error);

/*
 As `wlp_passport_add`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passport_add_async(const wlp_client *client,
                                  const wlp_passport_add_request *request,
                                  wlp_id_callback callback,
                                  void *context,
                                  wlp_call **call,
                                  wlp_error **error);

/*
 Update a passport (修改凭证, document section 5.3.7).

 Replaces a passport's record: send every field that is to remain, not only those that change.

 `POST /passport/update`. It changes records, so it is not sent again once a byte may have left this
 machine.
 */
wlp_status wlp_passport_update(const wlp_client *client, const wlp_passport_update_request *request, wlp_error **error);

/*
 As `wlp_passport_update`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passport_update_async(const wlp_client *client,
                                     const wlp_passport_update_request *request,
                                     wlp_callback callback,
                                     void *context,
                                     wlp_call **call,
                                     wlp_error **error);

/*
 Delete a passport (删除凭证, document section 5.3.8).

 Deletes a passport.

 `POST /passport/delete`. It changes records, so it is not sent again once a byte may have left this
 machine.
 */
wlp_status wlp_passport_delete(const wlp_client *client, const wlp_passport_delete_request *request, wlp_error **error);

/*
 As `wlp_passport_delete`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passport_delete_async(const wlp_client *client,
                                     const wlp_passport_delete_request *request,
                                     wlp_callback callback,
                                     void *context,
                                     wlp_call **call,
                                     wlp_error **error);

/*
 Renew a long-rent vehicle (长租车延期, document section 5.3.9).

 Books a long-rent payment and extends the vehicle's validity to the given dates; it is never sent
 again after a lost answer.

 `POST /passport/renew`. It moves money, so it is not sent again once a byte may have left this
 machine.
 */
wlp_status wlp_passport_renew(const wlp_client *client, const wlp_passport_renew_request *request, wlp_error **error);

/*
 As `wlp_passport_renew`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passport_renew_async(const wlp_client *client,
                                    const wlp_passport_renew_request *request,
                                    wlp_callback callback,
                                    void *context,
                                    wlp_call **call,
                                    wlp_error **error);

/*
 Lock or unlock a vehicle (锁车, document section 5.3.10).

 Keeps a whitelisted vehicle from leaving, or lets it leave again.

 `POST /passport/lock`. It changes records, so it is not sent again once a byte may have left this
 machine.
 */
wlp_status wlp_passport_lock(const wlp_client *client, const wlp_passport_lock_request *request, wlp_error **error);

/*
 As `wlp_passport_lock`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passport_lock_async(const wlp_client *client,
                                   const wlp_passport_lock_request *request,
                                   wlp_callback callback,
                                   void *context,
                                   wlp_call **call,
                                   wlp_error **error);

/*
 Plate that was recognised.

 车牌号码; documented length 10.

 NULL if absent.
 */
const char *wlp_car_record_data_plate_number(const wlp_car_record_data *car_record);

/*
 When the vehicle passed, China Standard Time.

 通行时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_car_record_data_time(const wlp_car_record_data *car_record);

/*
 `time` in Unix seconds.
 */
wlp_optional wlp_car_record_data_time_unix(const wlp_car_record_data *car_record);

/*
 Lane that was passed.

 通道标识.

 0 if `car_record` is NULL.
 */
int64_t wlp_car_record_data_lane_id(const wlp_car_record_data *car_record);

/*
 Name of that lane.

 通道名称; documented length 50.

 NULL if absent.
 */
const char *wlp_car_record_data_lane_name(const wlp_car_record_data *car_record);

/*
 Whether the vehicle went in or out.

 通行方向.

 0 if `car_record` is NULL.
 */
int64_t wlp_car_record_data_direction(const wlp_car_record_data *car_record);

/*
 Why it was let through.

 认证类型.

 0 if `car_record` is NULL.
 */
int64_t wlp_car_record_data_auth_type(const wlp_car_record_data *car_record);

/*
 Vehicle type as listed by `wlp_info_car_types`; the numbers are the car park's own.

 车辆类型.

 0 if `car_record` is NULL.
 */
int64_t wlp_car_record_data_car_type(const wlp_car_record_data *car_record);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_car_record_data_extra_len(const wlp_car_record_data *car_record);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_car_record_data_extra_name(const wlp_car_record_data *car_record, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_car_record_data_extra_json(const wlp_car_record_data *car_record, size_t index);

/*
 How many objects there are.
 */
size_t wlp_car_record_list_len(const wlp_car_record_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_car_record_data *wlp_car_record_list_at(const wlp_car_record_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_car_record_list_response(const wlp_car_record_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_car_record_list_free(wlp_car_record_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_car_record_list_free`.
 */
wlp_status wlp_car_record_list_parse(const char *content,
                                     int32_t encoding,
                                     wlp_car_record_list **list,
                                     wlp_error **error);

/*
 The next page, to be freed with `wlp_car_record_list_free`. `*list` is NULL, with `WLP_OK`, after the last page and after an
 error. The content of its response is canonical JSON of the page.
 */
wlp_status wlp_car_record_pages_next(wlp_car_record_pages *pages,
                                     wlp_car_record_list **list,
                                     wlp_error **error);

/*
 As `wlp_car_record_pages_next`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all. The next
 step may be started in it. `*call`, if wanted, is to be freed with `wlp_call_free`; cancelling it ends the walk.
 */
wlp_status wlp_car_record_pages_next_async(wlp_car_record_pages *pages,
                                           wlp_car_record_list_callback callback,
                                           void *context,
                                           wlp_call **call,
                                           wlp_error **error);

/*
 Frees a walk; NULL is nothing. A step with a callback is cancelled, and it waits until the callback has returned;
 called in a callback it does not wait, and the callback comes later.
 */
void wlp_car_record_pages_free(wlp_car_record_pages *pages);

/*
 The next window: its first and last second in Unix time, either of which may be NULL, and all its records, to be freed
 with `wlp_car_record_list_free`. `*list` is NULL, with `WLP_OK`, after the last window and after an error.
 */
wlp_status wlp_car_record_windows_next(wlp_car_record_windows *windows,
                                       int64_t *start,
                                       int64_t *end,
                                       wlp_car_record_list **list,
                                       wlp_error **error);

/*
 As `wlp_car_record_windows_next`, with a callback; see `wlp_car_record_pages_next_async`.
 */
wlp_status wlp_car_record_windows_next_async(wlp_car_record_windows *windows,
                                             wlp_car_record_window_callback callback,
                                             void *context,
                                             wlp_call **call,
                                             wlp_error **error);

/*
 Frees a walk; see `wlp_car_record_pages_free`.
 */
void wlp_car_record_windows_free(wlp_car_record_windows *windows);

/*
 Card that was used; empty when there was none.

 卡号; documented length 10.

 NULL if absent.
 */
const char *wlp_ac_record_data_card_number(const wlp_ac_record_data *ac_record);

/*
 When the door was passed, China Standard Time.

 通行时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_ac_record_data_time(const wlp_ac_record_data *ac_record);

/*
 `time` in Unix seconds.
 */
wlp_optional wlp_ac_record_data_time_unix(const wlp_ac_record_data *ac_record);

/*
 Lane that was passed.

 通道标识.

 0 if `ac_record` is NULL.
 */
int64_t wlp_ac_record_data_lane_id(const wlp_ac_record_data *ac_record);

/*
 Name of that lane.

 通道名称; documented length 50.

 NULL if absent.
 */
const char *wlp_ac_record_data_lane_name(const wlp_ac_record_data *ac_record);

/*
 Why the person was let through; Whitelist or Reserved.

 认证类型.

 0 if `ac_record` is NULL.
 */
int64_t wlp_ac_record_data_auth_type(const wlp_ac_record_data *ac_record);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_ac_record_data_extra_len(const wlp_ac_record_data *ac_record);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_ac_record_data_extra_name(const wlp_ac_record_data *ac_record, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_ac_record_data_extra_json(const wlp_ac_record_data *ac_record, size_t index);

/*
 How many objects there are.
 */
size_t wlp_ac_record_list_len(const wlp_ac_record_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_ac_record_data *wlp_ac_record_list_at(const wlp_ac_record_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_ac_record_list_response(const wlp_ac_record_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_ac_record_list_free(wlp_ac_record_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_ac_record_list_free`.
 */
wlp_status wlp_ac_record_list_parse(const char *content,
                                    int32_t encoding,
                                    wlp_ac_record_list **list,
                                    wlp_error **error);

/*
 The next page, to be freed with `wlp_ac_record_list_free`. `*list` is NULL, with `WLP_OK`, after the last page and after an
 error. The content of its response is canonical JSON of the page.
 */
wlp_status wlp_ac_record_pages_next(wlp_ac_record_pages *pages,
                                    wlp_ac_record_list **list,
                                    wlp_error **error);

/*
 As `wlp_ac_record_pages_next`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all. The next
 step may be started in it. `*call`, if wanted, is to be freed with `wlp_call_free`; cancelling it ends the walk.
 */
wlp_status wlp_ac_record_pages_next_async(wlp_ac_record_pages *pages,
                                          wlp_ac_record_list_callback callback,
                                          void *context,
                                          wlp_call **call,
                                          wlp_error **error);

/*
 Frees a walk; NULL is nothing. A step with a callback is cancelled, and it waits until the callback has returned;
 called in a callback it does not wait, and the callback comes later.
 */
void wlp_ac_record_pages_free(wlp_ac_record_pages *pages);

/*
 The next window: its first and last second in Unix time, either of which may be NULL, and all its records, to be freed
 with `wlp_ac_record_list_free`. `*list` is NULL, with `WLP_OK`, after the last window and after an error.
 */
wlp_status wlp_ac_record_windows_next(wlp_ac_record_windows *windows,
                                      int64_t *start,
                                      int64_t *end,
                                      wlp_ac_record_list **list,
                                      wlp_error **error);

/*
 As `wlp_ac_record_windows_next`, with a callback; see `wlp_ac_record_pages_next_async`.
 */
wlp_status wlp_ac_record_windows_next_async(wlp_ac_record_windows *windows,
                                            wlp_ac_record_window_callback callback,
                                            void *context,
                                            wlp_call **call,
                                            wlp_error **error);

/*
 Frees a walk; see `wlp_ac_record_pages_free`.
 */
void wlp_ac_record_windows_free(wlp_ac_record_windows *windows);

/*
 Plate that was recognised on entry.

 车牌号码; documented length 10.

 NULL if absent.
 */
const char *wlp_on_parking_record_data_plate_number(const wlp_on_parking_record_data *on_parking_record);

/*
 When the vehicle entered, China Standard Time; with `lane_id` it identifies the record for
 corrections.

 通行时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_on_parking_record_data_time(const wlp_on_parking_record_data *on_parking_record);

/*
 `time` in Unix seconds.
 */
wlp_optional wlp_on_parking_record_data_time_unix(const wlp_on_parking_record_data *on_parking_record);

/*
 Lane through which the vehicle entered.

 通道标识.

 0 if `on_parking_record` is NULL.
 */
int64_t wlp_on_parking_record_data_lane_id(const wlp_on_parking_record_data *on_parking_record);

/*
 Name of that lane.

 通道名称; documented length 50.

 NULL if absent.
 */
const char *wlp_on_parking_record_data_lane_name(const wlp_on_parking_record_data *on_parking_record);

/*
 Why it was let through.

 认证类型.

 0 if `on_parking_record` is NULL.
 */
int64_t wlp_on_parking_record_data_auth_type(const wlp_on_parking_record_data *on_parking_record);

/*
 Vehicle type as listed by `wlp_info_car_types`; the numbers are the car park's own.

 车辆类型.

 0 if `on_parking_record` is NULL.
 */
int64_t wlp_on_parking_record_data_car_type(const wlp_on_parking_record_data *on_parking_record);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_on_parking_record_data_extra_len(const wlp_on_parking_record_data *on_parking_record);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_on_parking_record_data_extra_name(const wlp_on_parking_record_data *on_parking_record, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_on_parking_record_data_extra_json(const wlp_on_parking_record_data *on_parking_record, size_t index);

/*
 How many objects there are.
 */
size_t wlp_on_parking_record_list_len(const wlp_on_parking_record_list *list);

/*
 The object at `index`; NULL beyond the end.
 */
const wlp_on_parking_record_data *wlp_on_parking_record_list_at(const wlp_on_parking_record_list *list, size_t index);

/*
 The answer as it came.
 */
const wlp_response *wlp_on_parking_record_list_response(const wlp_on_parking_record_list *list);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_on_parking_record_list_free(wlp_on_parking_record_list *list);

/*
 Reads decrypted content without a call. Free `*list` with `wlp_on_parking_record_list_free`.
 */
wlp_status wlp_on_parking_record_list_parse(const char *content,
                                            int32_t encoding,
                                            wlp_on_parking_record_list **list,
                                            wlp_error **error);

/*
 The next page, to be freed with `wlp_on_parking_record_list_free`. `*list` is NULL, with `WLP_OK`, after the last page and after an
 error. The content of its response is canonical JSON of the page.
 */
wlp_status wlp_on_parking_record_pages_next(wlp_on_parking_record_pages *pages,
                                            wlp_on_parking_record_list **list,
                                            wlp_error **error);

/*
 As `wlp_on_parking_record_pages_next`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all. The next
 step may be started in it. `*call`, if wanted, is to be freed with `wlp_call_free`; cancelling it ends the walk.
 */
wlp_status wlp_on_parking_record_pages_next_async(wlp_on_parking_record_pages *pages,
                                                  wlp_on_parking_record_list_callback callback,
                                                  void *context,
                                                  wlp_call **call,
                                                  wlp_error **error);

/*
 Frees a walk; NULL is nothing. A step with a callback is cancelled, and it waits until the callback has returned;
 called in a callback it does not wait, and the callback comes later.
 */
void wlp_on_parking_record_pages_free(wlp_on_parking_record_pages *pages);

/*
 Query vehicle passages (查询车辆通行记录, document section 5.4.1).

 Lists vehicle passages of a period, page by page, optionally by area, lane and plate.

 `GET /passrecord/queryCarRecords`. It changes nothing, so a failed attempt is repeated. No record
 (`0009`) is an empty list.

 Free `*list` with `wlp_car_record_list_free`.
 */
wlp_status wlp_passrecord_query_car_records(const wlp_client *client,
                                            const wlp_passrecord_query_car_records_request *request,
                                            wlp_car_record_list **list,
                                            wlp_error **error);

/*
 As `wlp_passrecord_query_car_records`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passrecord_query_car_records_async(const wlp_client *client,
                                                  const wlp_passrecord_query_car_records_request *request,
                                                  wlp_car_record_list_callback callback,
                                                  void *context,
                                                  wlp_call **call,
                                                  wlp_error **error);

/*
 Walks the list of `wlp_passrecord_query_car_records` page by page; the request's `offset` is where it begins, its `length` the size of a
 page. `options` may be NULL. It sends nothing. Free `*pages` with `wlp_car_record_pages_free`.
 */
wlp_status wlp_passrecord_query_car_records_pages(const wlp_client *client,
                                                  const wlp_passrecord_query_car_records_request *request,
                                                  const wlp_pages_options *options,
                                                  wlp_car_record_pages **pages,
                                                  wlp_error **error);

/*
 Cuts the time range of `wlp_passrecord_query_car_records` into windows of so many seconds, the earliest first, several of which are
 fetched at once. `options` may be NULL. It sends nothing. Free `*windows` with `wlp_car_record_windows_free`.
 */
wlp_status wlp_passrecord_query_car_records_windows(const wlp_client *client,
                                                    const wlp_passrecord_query_car_records_request *request,
                                                    int64_t window_seconds,
                                                    const wlp_windows_options *options,
                                                    wlp_car_record_windows **windows,
                                                    wlp_error **error);

/*
 Query door passages (查询门禁通行记录, document section 5.4.2).

 Lists door passages of a period, page by page, optionally by area and door.

 `GET /passrecord/queryAcRecords`. It changes nothing, so a failed attempt is repeated. No record
 (`0009`) is an empty list.

 Free `*list` with `wlp_ac_record_list_free`.
 */
wlp_status wlp_passrecord_query_ac_records(const wlp_client *client,
                                           const wlp_passrecord_query_ac_records_request *request,
                                           wlp_ac_record_list **list,
                                           wlp_error **error);

/*
 As `wlp_passrecord_query_ac_records`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passrecord_query_ac_records_async(const wlp_client *client,
                                                 const wlp_passrecord_query_ac_records_request *request,
                                                 wlp_ac_record_list_callback callback,
                                                 void *context,
                                                 wlp_call **call,
                                                 wlp_error **error);

/*
 Walks the list of `wlp_passrecord_query_ac_records` page by page; the request's `offset` is where it begins, its `length` the size of a
 page. `options` may be NULL. It sends nothing. Free `*pages` with `wlp_ac_record_pages_free`.
 */
wlp_status wlp_passrecord_query_ac_records_pages(const wlp_client *client,
                                                 const wlp_passrecord_query_ac_records_request *request,
                                                 const wlp_pages_options *options,
                                                 wlp_ac_record_pages **pages,
                                                 wlp_error **error);

/*
 Cuts the time range of `wlp_passrecord_query_ac_records` into windows of so many seconds, the earliest first, several of which are
 fetched at once. `options` may be NULL. It sends nothing. Free `*windows` with `wlp_ac_record_windows_free`.
 */
wlp_status wlp_passrecord_query_ac_records_windows(const wlp_client *client,
                                                   const wlp_passrecord_query_ac_records_request *request,
                                                   int64_t window_seconds,
                                                   const wlp_windows_options *options,
                                                   wlp_ac_record_windows **windows,
                                                   wlp_error **error);

/*
 Query vehicles inside (查询场内车辆记录, document section 5.4.3).

 Lists vehicles that are inside now, page by page, optionally by area, plate and length of stay.

 `GET /passrecord/queryOnParkingRecords`. It changes nothing, so a failed attempt is repeated. No
 record (`0009`) is an empty list.

 Free `*list` with `wlp_on_parking_record_list_free`.
 */
wlp_status wlp_passrecord_query_on_parking_records(const wlp_client *client,
                                                   const wlp_passrecord_query_on_parking_records_request *request,
                                                   wlp_on_parking_record_list **list,
                                                   wlp_error **error);

/*
 As `wlp_passrecord_query_on_parking_records`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passrecord_query_on_parking_records_async(const wlp_client *client,
                                                         const wlp_passrecord_query_on_parking_records_request *request,
                                                         wlp_on_parking_record_list_callback callback,
                                                         void *context,
                                                         wlp_call **call,
                                                         wlp_error **error);

/*
 Walks the list of `wlp_passrecord_query_on_parking_records` page by page; the request's `offset` is where it begins, its `length` the size of a
 page. `options` may be NULL. It sends nothing. Free `*pages` with `wlp_on_parking_record_pages_free`.
 */
wlp_status wlp_passrecord_query_on_parking_records_pages(const wlp_client *client,
                                                         const wlp_passrecord_query_on_parking_records_request *request,
                                                         const wlp_pages_options *options,
                                                         wlp_on_parking_record_pages **pages,
                                                         wlp_error **error);

/*
 Mark a vehicle as gone (重置场内车辆记录为出场, document section 5.4.4).

 Marks a vehicle that is listed as inside as having left.

 `POST /passrecord/resetOutside`. It changes records, so it is not sent again once a byte may have
 left this machine.
 */
wlp_status wlp_passrecord_reset_outside(const wlp_client *client,
                                        const wlp_passrecord_reset_outside_request *request,
                                        wlp_error **error);

/*
 As `wlp_passrecord_reset_outside`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passrecord_reset_outside_async(const wlp_client *client,
                                              const wlp_passrecord_reset_outside_request *request,
                                              wlp_callback callback,
                                              void *context,
                                              wlp_call **call,
                                              wlp_error **error);

/*
 Correct a plate (修正场内记录车牌, document section 5.4.5).

 Replaces the plate of a record of a vehicle that is inside; the record is found by its lane and
 time.

 `POST /passrecord/modifyPlate`. It changes records, so it is not sent again once a byte may have
 left this machine.
 */
wlp_status wlp_passrecord_modify_plate(const wlp_client *client,
                                       const wlp_passrecord_modify_plate_request *request,
                                       wlp_error **error);

/*
 As `wlp_passrecord_modify_plate`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passrecord_modify_plate_async(const wlp_client *client,
                                             const wlp_passrecord_modify_plate_request *request,
                                             wlp_callback callback,
                                             void *context,
                                             wlp_call **call,
                                             wlp_error **error);

/*
 Get camera picture URLs (查询相机抓拍图片 url, document section 5.4.6).

 Returns the URLs of the pictures that a lane's camera took for a passage.

 Returns: URLs of the pictures, returned unchanged; empty when there is none.

 `GET /passrecord/queryImageUrl`. It changes nothing, so a failed attempt is repeated. No record
 (`0009`) is an empty list.

 Free `*list` with `wlp_text_list_free`.
 */
wlp_status wlp_passrecord_query_image_url(const wlp_client *client,
                                          const wlp_passrecord_query_image_url_request *request,
                                          wlp_text_list **list,
                                          wlp_error **error);

/*
 As `wlp_passrecord_query_image_url`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_passrecord_query_image_url_async(const wlp_client *client,
                                                const wlp_passrecord_query_image_url_request *request,
                                                wlp_text_list_callback callback,
                                                void *context,
                                                wlp_call **call,
                                                wlp_error **error);

/*
 Payment number of the bill; the last one holds where the key occurs twice. Absent without a bill.

 支付流水号.
 */
wlp_optional wlp_long_rent_bill_data_trade_no(const wlp_long_rent_bill_data *long_rent_bill);

/*
 Opaque payment token of any length, to be handed back unchanged to `wlp_pay_pay_long_rent_bill`;
 absent without a bill.

 支付令牌.

 NULL if absent.
 */
const char *wlp_long_rent_bill_data_pay_token(const wlp_long_rent_bill_data *long_rent_bill);

/*
 Fee before discount; absent without a bill.

 应付; in yuan.

 NULL if absent.
 */
const char *wlp_long_rent_bill_data_payable(const wlp_long_rent_bill_data *long_rent_bill);

/*
 Discount on the fee; absent without a bill.

 折扣; in yuan.

 NULL if absent.
 */
const char *wlp_long_rent_bill_data_discount(const wlp_long_rent_bill_data *long_rent_bill);

/*
 Amount to be paid now; absent without a bill.

 实付; in yuan.

 NULL if absent.
 */
const char *wlp_long_rent_bill_data_money(const wlp_long_rent_bill_data *long_rent_bill);

/*
 Explanation of the discount; absent where there is none.

 备注; documented length 50.

 NULL if absent.
 */
const char *wlp_long_rent_bill_data_comment(const wlp_long_rent_bill_data *long_rent_bill);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_long_rent_bill_data_extra_len(const wlp_long_rent_bill_data *long_rent_bill);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_long_rent_bill_data_extra_name(const wlp_long_rent_bill_data *long_rent_bill, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_long_rent_bill_data_extra_json(const wlp_long_rent_bill_data *long_rent_bill, size_t index);

/*
 The object; NULL only if `answer` is.
 */
const wlp_long_rent_bill_data *wlp_long_rent_bill_answer_value(const wlp_long_rent_bill_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_long_rent_bill_answer_response(const wlp_long_rent_bill_answer *answer);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_long_rent_bill_answer_free(wlp_long_rent_bill_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_long_rent_bill_answer_free`.
 */
wlp_status wlp_long_rent_bill_answer_parse(const char *content,
                                           int32_t encoding,
                                           wlp_long_rent_bill_answer **answer,
                                           wlp_error **error);

/*
 Payment number of the bill; the last one holds where the key occurs twice. Absent without a bill.

 支付流水号.
 */
wlp_optional wlp_tmp_rent_bill_data_trade_no(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 Opaque payment token of any length, to be handed back unchanged to `wlp_pay_pay_tmp_rent_bill`;
 absent without a bill.

 支付令牌.

 NULL if absent.
 */
const char *wlp_tmp_rent_bill_data_pay_token(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 Plate that was found; the platform matches loosely, so it can differ from the plate asked for.
 Report the payment with this one.

 车牌号码.

 NULL if absent.
 */
const char *wlp_tmp_rent_bill_data_plate_number(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 Fee before discount; absent without a bill.

 应付; in yuan.

 NULL if absent.
 */
const char *wlp_tmp_rent_bill_data_payable(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 Discount on the fee; absent without a bill.

 折扣; in yuan.

 NULL if absent.
 */
const char *wlp_tmp_rent_bill_data_discount(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 Amount already paid before; absent without a bill. The wire spells it so.

 已付; in yuan.

 NULL if absent.
 */
const char *wlp_tmp_rent_bill_data_payed(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 Amount to be paid now; absent without a bill.

 实付; in yuan.

 NULL if absent.
 */
const char *wlp_tmp_rent_bill_data_money(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 Explanation of the discount; absent where there is none.

 备注.

 NULL if absent.
 */
const char *wlp_tmp_rent_bill_data_comment(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 Latest time at which the vehicle may leave on this bill.

 最后离场时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_tmp_rent_bill_data_leave_time(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 `leave_time` in Unix seconds.
 */
wlp_optional wlp_tmp_rent_bill_data_leave_time_unix(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 Start of the period that is charged.

 开始计费时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_tmp_rent_bill_data_start_time(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 `start_time` in Unix seconds.
 */
wlp_optional wlp_tmp_rent_bill_data_start_time_unix(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 End of the period that is charged.

 截止计费时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_tmp_rent_bill_data_end_time(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 `end_time` in Unix seconds.
 */
wlp_optional wlp_tmp_rent_bill_data_end_time_unix(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 Length of the period that is charged.

 计费时长（分钟）; in minutes.
 */
wlp_optional wlp_tmp_rent_bill_data_minutes(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 Lane through which the vehicle entered.

 入场通道标识.
 */
wlp_optional wlp_tmp_rent_bill_data_enter_lane_id(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_tmp_rent_bill_data_extra_len(const wlp_tmp_rent_bill_data *tmp_rent_bill);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_tmp_rent_bill_data_extra_name(const wlp_tmp_rent_bill_data *tmp_rent_bill, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_tmp_rent_bill_data_extra_json(const wlp_tmp_rent_bill_data *tmp_rent_bill, size_t index);

/*
 The object; NULL only if `answer` is.
 */
const wlp_tmp_rent_bill_data *wlp_tmp_rent_bill_answer_value(const wlp_tmp_rent_bill_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_tmp_rent_bill_answer_response(const wlp_tmp_rent_bill_answer *answer);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_tmp_rent_bill_answer_free(wlp_tmp_rent_bill_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_tmp_rent_bill_answer_free`.
 */
wlp_status wlp_tmp_rent_bill_answer_parse(const char *content,
                                          int32_t encoding,
                                          wlp_tmp_rent_bill_answer **answer,
                                          wlp_error **error);

/*
 Bill for a long-rent renewal (查询长租车账单, document section 5.8.1).

 Computes the bill for extending a long-rent vehicle from a day for a number of periods, and issues
 the payment token with which `wlp_pay_pay_long_rent_bill` reports its payment.

 `GET /pay/queryLongRentBill`. It changes nothing, so a failed attempt is repeated. No record
 (`0009`) is an error of kind `NotFound`.

 Free `*answer` with `wlp_long_rent_bill_answer_free`.
 */
wlp_status wlp_pay_query_long_rent_bill(const wlp_client *client,
                                        const wlp_pay_query_long_rent_bill_request *request,
                                        wlp_long_rent_bill_answer **answer,
                                        wlp_error **error);

/*
 As `wlp_pay_query_long_rent_bill`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_pay_query_long_rent_bill_async(const wlp_client *client,
                                              const wlp_pay_query_long_rent_bill_request *request,
                                              wlp_long_rent_bill_answer_callback callback,
                                              void *context,
                                              wlp_call **call,
                                              wlp_error **error);

/*
 Parking bill of a temporary vehicle (查询临租车账单, document section 5.8.2).

 Computes the parking bill of a vehicle that is inside, and issues the payment token with which
 `wlp_pay_pay_tmp_rent_bill` reports its payment. Where there is nothing to pay or no entry record,
 `err_code` of the answer says NoBill or NoEnterRecord.

 `GET /pay/queryTmpRentBill`. It changes nothing, so a failed attempt is repeated. No record (`0009`)
 is an error of kind `NotFound`.

 Free `*answer` with `wlp_tmp_rent_bill_answer_free`.
 */
wlp_status wlp_pay_query_tmp_rent_bill(const wlp_client *client,
                                       const wlp_pay_query_tmp_rent_bill_request *request,
                                       wlp_tmp_rent_bill_answer **answer,
                                       wlp_error **error);

/*
 As `wlp_pay_query_tmp_rent_bill`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_pay_query_tmp_rent_bill_async(const wlp_client *client,
                                             const wlp_pay_query_tmp_rent_bill_request *request,
                                             wlp_tmp_rent_bill_answer_callback callback,
                                             void *context,
                                             wlp_call **call,
                                             wlp_error **error);

/*
 Report a paid long-rent bill (长租车账单支付后回调, document section 5.8.3).

 Reports that a long-rent bill was paid in the caller's system; the platform then extends the
 vehicle.

 `POST /pay/payLongRentBill`. It moves money, so it is not sent again once a byte may have left this
 machine.
 */
wlp_status wlp_pay_pay_long_rent_bill(const wlp_client *client,
                                      const wlp_pay_pay_long_rent_bill_request *request,
                                      wlp_error **error);

/*
 As `wlp_pay_pay_long_rent_bill`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_pay_pay_long_rent_bill_async(const wlp_client *client,
                                            const wlp_pay_pay_long_rent_bill_request *request,
                                            wlp_callback callback,
                                            void *context,
                                            wlp_call **call,
                                            wlp_error **error);

/*
 Report a paid parking bill (临租车账单支付后回调, document section 5.8.4).

 Reports that a parking bill was paid in the caller's system; the platform then lets the vehicle out.
 It takes the token of `wlp_pay_query_tmp_rent_bill`, `wlp_auth_exit` or
 `wlp_auth_refresh_parking_fee`.

 `POST /pay/payTmpRentBill`. It moves money, so it is not sent again once a byte may have left this
 machine.
 */
wlp_status wlp_pay_pay_tmp_rent_bill(const wlp_client *client,
                                     const wlp_pay_pay_tmp_rent_bill_request *request,
                                     wlp_error **error);

/*
 As `wlp_pay_pay_tmp_rent_bill`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_pay_pay_tmp_rent_bill_async(const wlp_client *client,
                                           const wlp_pay_pay_tmp_rent_bill_request *request,
                                           wlp_callback callback,
                                           void *context,
                                           wlp_call **call,
                                           wlp_error **error);

/*
 Record a settled parking bill (添加临租车账单, document section 5.8.5).

 Records a parking bill of a temporary vehicle that was already settled elsewhere; no token is
 involved.

 `POST /pay/addTmpRentBill`. It moves money, so it is not sent again once a byte may have left this
 machine.
 */
wlp_status wlp_pay_add_tmp_rent_bill(const wlp_client *client,
                                     const wlp_pay_add_tmp_rent_bill_request *request,
                                     wlp_error **error);

/*
 As `wlp_pay_add_tmp_rent_bill`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_pay_add_tmp_rent_bill_async(const wlp_client *client,
                                           const wlp_pay_add_tmp_rent_bill_request *request,
                                           wlp_callback callback,
                                           void *context,
                                           wlp_call **call,
                                           wlp_error **error);

/*
 Number of the parking space; a text of any length, also where the platform sends digits.

 泊位编号.

 NULL if absent.
 */
const char *wlp_parking_space_data_parking_space_no(const wlp_parking_space_data *parking_space);

/*
 Whether a vehicle stands there.

 泊位状态.

 0 if `parking_space` is NULL.
 */
int64_t wlp_parking_space_data_state(const wlp_parking_space_data *parking_space);

/*
 Plate of the vehicle; absent where the space is vacant.

 车牌号码; documented length 10.

 NULL if absent.
 */
const char *wlp_parking_space_data_plate_number(const wlp_parking_space_data *parking_space);

/*
 When the vehicle drove onto the space; absent where the space is vacant.

 驶入时间; documented length 19.

 NULL if absent. As `yyyy-MM-ddTHH:mm:ss+08:00`.
 */
const char *wlp_parking_space_data_enter_time(const wlp_parking_space_data *parking_space);

/*
 `enter_time` in Unix seconds.
 */
wlp_optional wlp_parking_space_data_enter_time_unix(const wlp_parking_space_data *parking_space);

/*
 URL to show as a code for a vehicle without a plate: scanning it binds the virtual plate given at
 the entry, so that the discount holds at the exit. Absent for other vehicles.

 无牌车绑定二维码 URL; documented length 100.

 NULL if absent.
 */
const char *wlp_parking_space_data_qr_code(const wlp_parking_space_data *parking_space);

/*
 How many fields the platform sent that this version does not know.
 */
size_t wlp_parking_space_data_extra_len(const wlp_parking_space_data *parking_space);

/*
 Wire name of the unknown field at `index`; NULL beyond the end.
 */
const char *wlp_parking_space_data_extra_name(const wlp_parking_space_data *parking_space, size_t index);

/*
 JSON of the unknown field at `index`, as the platform sent it; NULL beyond the end.
 */
const char *wlp_parking_space_data_extra_json(const wlp_parking_space_data *parking_space, size_t index);

/*
 The object; NULL only if `answer` is.
 */
const wlp_parking_space_data *wlp_parking_space_answer_value(const wlp_parking_space_answer *answer);

/*
 The answer as it came.
 */
const wlp_response *wlp_parking_space_answer_response(const wlp_parking_space_answer *answer);

/*
 Frees it with everything below; NULL is nothing.
 */
void wlp_parking_space_answer_free(wlp_parking_space_answer *answer);

/*
 Reads decrypted content without a call. Free `*answer` with `wlp_parking_space_answer_free`.
 */
wlp_status wlp_parking_space_answer_parse(const char *content,
                                          int32_t encoding,
                                          wlp_parking_space_answer **answer,
                                          wlp_error **error);

/*
 State of a parking space (查询泊位停车信息, document section 5.11.1).

 Tells whether a vehicle stands on a parking space, which one and since when.

 `GET /space/getParkingInfo`. It changes nothing, so a failed attempt is repeated. No record (`0009`)
 is an error of kind `NotFound`.

 Free `*answer` with `wlp_parking_space_answer_free`.
 */
wlp_status wlp_space_get_parking_info(const wlp_client *client,
                                      const wlp_space_get_parking_info_request *request,
                                      wlp_parking_space_answer **answer,
                                      wlp_error **error);

/*
 As `wlp_space_get_parking_info`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_space_get_parking_info_async(const wlp_client *client,
                                            const wlp_space_get_parking_info_request *request,
                                            wlp_parking_space_answer_callback callback,
                                            void *context,
                                            wlp_call **call,
                                            wlp_error **error);

/*
 Grant free parking at a parking space (设置泊车优惠信息, document section 5.11.2).

 Grants free parking to the vehicle on a parking space, either for a period between two times or for
 a number of minutes, and issues a coupon for it.

 Returns: Identifier of the coupon issued.

 Exactly one form of the discount: `start_time` and `end_time` together, or `time_length`.

 `POST /space/setCoupons`. It moves money, so it is not sent again once a byte may have left this
 machine.
 */
wlp_status wlp_space_set_coupons(const wlp_client *client,
                                 const wlp_space_set_coupons_request *request,
                                 int64_t *id,
                                 wlp_error **error);

/*
 As `wlp_space_set_coupons`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_space_set_coupons_async(const wlp_client *client,
                                       const wlp_space_set_coupons_request *request,
                                       wlp_id_callback callback,
                                       void *context,
                                       wlp_call **call,
                                       wlp_error **error);

/*
 Log a user in (用户登录, document section 5.1.1).

 Issues a login for one of your users and returns the path that opens the chosen platform system with
 that login.

 Returns: URL path and query, from the host root and not below `/api`, that opens the system already
 logged in; it carries the login token, so treat it as a secret and use it unchanged.

 `POST /user/login`. It changes records, so it is not sent again once a byte may have left this
 machine.

 Free `*answer` with `wlp_text_answer_free`.
 */
wlp_status wlp_user_login(const wlp_client *client,
                          const wlp_user_login_request *request,
                          wlp_text_answer **answer,
                          wlp_error **error);

/*
 As `wlp_user_login`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_user_login_async(const wlp_client *client,
                                const wlp_user_login_request *request,
                                wlp_text_answer_callback callback,
                                void *context,
                                wlp_call **call,
                                wlp_error **error);

/*
 Calls any endpoint by name (`passport.get`) with parameters as a JSON object, NULL for none; names in wire or
 snake case.

 The answer is canonical JSON. It is as strict about the answer as the typed functions are: a required number,
 time, flag or state that is missing or malformed is `WLP_DECODE`. Free `*answer` with `wlp_text_answer_free`.
 */
wlp_status wlp_call_json(const wlp_client *client,
                         const char *endpoint,
                         const char *params,
                         wlp_text_answer **answer,
                         wlp_error **error);

/*
 As `wlp_call_json`, with a callback.

 If it answers `WLP_OK`, `callback` is called exactly once, on the client's callback thread; else not at all.
 `*call`, if wanted, is to be freed with `wlp_call_free`.
 */
wlp_status wlp_call_json_async(const wlp_client *client,
                               const char *endpoint,
                               const char *params,
                               wlp_text_answer_callback callback,
                               void *context,
                               wlp_call **call,
                               wlp_error **error);

/*
 As `wlp_call_json`, tolerant: what the library knows is normalised, the rest passed through, and no field that
 is missing or malformed fails the call.
 */
wlp_status wlp_call_tolerant(const wlp_client *client,
                             const char *endpoint,
                             const char *params,
                             wlp_text_answer **answer,
                             wlp_error **error);

/*
 As `wlp_call_tolerant`, with a callback; see `wlp_call_json_async`.
 */
wlp_status wlp_call_tolerant_async(const wlp_client *client,
                                   const char *endpoint,
                                   const char *params,
                                   wlp_text_answer_callback callback,
                                   void *context,
                                   wlp_call **call,
                                   wlp_error **error);

/*
 Calls a path that the library does not know yet: `http_method` is `GET` or `POST`, `path` such as
 `/passport/get`, `content` the business data as JSON, NULL for none.

 The answer is the decrypted content as it came. Such a call is never sent again once a byte may have left this
 machine. Free `*answer` with `wlp_text_answer_free`.
 */
wlp_status wlp_call_raw(const wlp_client *client,
                        const char *http_method,
                        const char *path,
                        const char *content,
                        wlp_text_answer **answer,
                        wlp_error **error);

/*
 As `wlp_call_raw`, with a callback; see `wlp_call_json_async`.
 */
wlp_status wlp_call_raw_async(const wlp_client *client,
                              const char *http_method,
                              const char *path,
                              const char *content,
                              wlp_text_answer_callback callback,
                              void *context,
                              wlp_call **call,
                              wlp_error **error);

/*
 Sends the log of the whole process to `callback`, up to `level` (`WLP_LOG_…`) and in `encoding`; NULL turns it off,
 and waits for lines that are being told.

 `WLP_CONFIG` if the process is a Rust program that has a log of its own.
 */
wlp_status wlp_set_log(wlp_log_callback callback, void *context, int32_t level, int32_t encoding, wlp_error **error);

/*
 An amount in yuan, such as `10.50`, as whole fen (0.01 yuan). `WLP_VALIDATION` if it is no decimal number, has a
 part of a fen, or is out of range: nothing is rounded.
 */
wlp_status wlp_money_to_fen(const char *money, int64_t *fen, wlp_error **error);

/*
 Whole fen as an amount in yuan with two decimals, such as `10.50`. Answers with the length of the text, or -1
 if `size` is too small or `buffer` is NULL; `WLP_MONEY_SIZE` is always enough.
 */
int wlp_fen_to_money(int64_t fen, char *buffer, size_t size);

/*
 Frees a text of this part of the interface; NULL is nothing.
 */
void wlp_string_free(char *text);

/*
 The canonical string of `count` parameters, and its signature. Free both with `wlp_string_free`; either may be
 NULL if it is not wanted.
 */
wlp_status wlp_sign(const char *secret_key,
                    const char *const *names,
                    const char *const *values,
                    size_t count,
                    char **canonical,
                    char **signature,
                    wlp_error **error);

/*
 Whether a signature is that of `count` parameters, compared in constant time.
 */
wlp_status wlp_verify(const char *secret_key,
                      const char *const *names,
                      const char *const *values,
                      size_t count,
                      const char *signature,
                      bool *valid,
                      wlp_error **error);

/*
 A query string or form body. Free `*encoded` with `wlp_string_free`.
 */
wlp_status wlp_form_encode(const char *const *names,
                           const char *const *values,
                           size_t count,
                           char **encoded,
                           wlp_error **error);

/*
 The parts of a query string or form body. Free `*form` with `wlp_form_free`.
 */
wlp_status wlp_form_parse(const char *encoded, wlp_form **form, wlp_error **error);

/*
 How many parts a form has.
 */
size_t wlp_form_len(const wlp_form *form);

/*
 Name of the part at `index`; NULL beyond the end.
 */
const char *wlp_form_name(const wlp_form *form, size_t index);

/*
 Value of the part at `index`; NULL beyond the end.
 */
const char *wlp_form_value(const wlp_form *form, size_t index);

/*
 Frees a form; NULL is nothing.
 */
void wlp_form_free(wlp_form *form);

/*
 Encodes business data as the parameter `content`. Free `*content` with `wlp_string_free`.
 */
wlp_status wlp_content_encode(const wlp_coding *coding, const char *plain, char **content, wlp_error **error);

/*
 Decodes the parameter `content`, up to `limit` bytes. Free `*plain` with `wlp_string_free`.
 */
wlp_status wlp_content_decode(const wlp_coding *coding,
                              const char *content,
                              size_t limit,
                              char **plain,
                              wlp_error **error);

/*
 Reads an answer's outer JSON. Free `*envelope` with `wlp_envelope_free`.
 */
wlp_status wlp_envelope_parse(const char *body, wlp_envelope **envelope, wlp_error **error);

/*
 The code, padded to four digits.
 */
const char *wlp_envelope_code(const wlp_envelope *envelope);

/*
 The message; empty if there is none.
 */
const char *wlp_envelope_message(const wlp_envelope *envelope);

/*
 Business detail; NULL if there is none.
 */
const char *wlp_envelope_err_code(const wlp_envelope *envelope);

/*
 The encoded content; empty if there is none.
 */
const char *wlp_envelope_content(const wlp_envelope *envelope);

/*
 Whether the content is encrypted.
 */
bool wlp_envelope_encrypt(const wlp_envelope *envelope);

/*
 Whether the content is gzipped.
 */
bool wlp_envelope_zip(const wlp_envelope *envelope);

/*
 Frees an envelope; NULL is nothing.
 */
void wlp_envelope_free(wlp_envelope *envelope);

/*
 The business JSON of a request with parameters as a JSON object. Free `*content` with `wlp_string_free`.
 */
wlp_status wlp_params_encode(const char *endpoint, const char *params, char **content, wlp_error **error);

/*
 Canonical JSON of an endpoint's decrypted content; `strict` is 1 or 0. Free `*json` with `wlp_string_free`.
 */
wlp_status wlp_content_canonical(const char *endpoint,
                                 const char *content,
                                 int32_t strict,
                                 char **json,
                                 wlp_error **error);

/*
 Decrypted content, as the platform wrote it; empty if there was none.
 */
const char *wlp_response_content(const wlp_response *response);

/*
 The code: `0000`, or `0009` for a list without records.
 */
const char *wlp_response_code(const wlp_response *response);

/*
 The platform's message.
 */
const char *wlp_response_message(const wlp_response *response);

/*
 Business detail such as `NoBill`, which may come with success, too; NULL if there is none.
 */
const char *wlp_response_err_code(const wlp_response *response);

/*
 How many requests it took.
 */
uint32_t wlp_response_attempts(const wlp_response *response);

/*
 Nonce of the request that was answered.
 */
uint32_t wlp_response_nonce(const wlp_response *response);

/*
 Timestamp of the request that was answered, in the client's unit (seconds by default).
 */
int64_t wlp_response_timestamp(const wlp_response *response);

/*
 Version of the interface that the library has, which is the number in its SONAME.

 A program works with every library of the same number that is as new as its header, or newer. Within a number,
 functions and constants are only added, and structs grow only at their end.
 */
uint32_t wlp_abi_version(void);

/*
 Version of the library, such as `0.1.0`.
 */
const char *wlp_version(void);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

/* Generated by welinkpark-codegen from spec/. Do not edit. */

/* A number that is given. */
static inline wlp_optional wlp_some(int64_t value) {
  wlp_optional number;
  number.value = value;
  number.given = 1;
  number.reserved = 0;
  return number;
}

#define WLP_ABSENT {0, 0, 0}

#define WLP_CONFIG_INIT \
  {sizeof(wlp_config), 0, 0, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, {0, 0, 0, 0, 0, 0, 0, 0}, \
   WLP_ABSENT, WLP_ABSENT, WLP_ABSENT, WLP_ABSENT, WLP_ABSENT, WLP_ABSENT, WLP_ABSENT, WLP_ABSENT, \
   WLP_ABSENT, WLP_ABSENT, NULL, NULL, NULL}

#define WLP_CALL_OPTIONS_INIT \
  {sizeof(wlp_call_options), WLP_ABSENT, WLP_ABSENT, WLP_ABSENT, WLP_ABSENT, WLP_ABSENT, WLP_ABSENT, NULL}

#define WLP_GATE_OPTIONS_INIT {sizeof(wlp_gate_options), WLP_ABSENT, WLP_ABSENT}

#define WLP_PAGES_OPTIONS_INIT {sizeof(wlp_pages_options), WLP_ABSENT, WLP_ABSENT, WLP_ABSENT}

#define WLP_WINDOWS_OPTIONS_INIT {sizeof(wlp_windows_options), WLP_ABSENT, WLP_ABSENT}

#define WLP_PAID_BILL_INIT {sizeof(wlp_paid_bill), NULL, NULL, WLP_ABSENT, NULL, NULL, NULL}

#define WLP_CODING_INIT {sizeof(wlp_coding), NULL, NULL, 0, 0, 0, 0, {0, 0, 0, 0, 0, 0, 0, 0}}

#define WLP_USER_LOGIN_REQUEST_INIT \
  {sizeof(wlp_user_login_request), WLP_ABSENT, NULL, WLP_ABSENT, NULL}

#define WLP_INFO_RENT_RULE_REQUEST_INIT \
  {sizeof(wlp_info_rent_rule_request), WLP_ABSENT, WLP_ABSENT}

#define WLP_INFO_SET_QR_URL_REQUEST_INIT \
  {sizeof(wlp_info_set_qr_url_request), WLP_ABSENT, NULL, NULL}

#define WLP_PARK_AUTHORIZATION_INIT \
  {sizeof(wlp_park_authorization), NULL, 0}

#define WLP_AC_AUTHORIZATION_INIT \
  {sizeof(wlp_ac_authorization), NULL, NULL, NULL, 0}

#define WLP_PASSPORT_QUERY_REQUEST_INIT \
  {sizeof(wlp_passport_query_request), WLP_ABSENT, WLP_ABSENT, WLP_ABSENT, WLP_ABSENT, NULL}

#define WLP_PASSPORT_GET_REQUEST_INIT \
  {sizeof(wlp_passport_get_request), WLP_ABSENT, NULL}

#define WLP_PASSPORT_HAS_PLATE_NUMBERS_REQUEST_INIT \
  {sizeof(wlp_passport_has_plate_numbers_request), WLP_ABSENT, NULL, 0}

#define WLP_PASSPORT_HAS_CARD_NUMBERS_REQUEST_INIT \
  {sizeof(wlp_passport_has_card_numbers_request), WLP_ABSENT, NULL, 0}

#define WLP_PASSPORT_ADD_REQUEST_INIT \
  {sizeof(wlp_passport_add_request), WLP_ABSENT, NULL, NULL, NULL, WLP_ABSENT, WLP_ABSENT, NULL, WLP_ABSENT, NULL, 0, NULL, 0, WLP_ABSENT, NULL, NULL, NULL}

#define WLP_PASSPORT_UPDATE_REQUEST_INIT \
  {sizeof(wlp_passport_update_request), WLP_ABSENT, WLP_ABSENT, NULL, NULL, NULL, WLP_ABSENT, WLP_ABSENT, NULL, WLP_ABSENT, NULL, 0, NULL, 0, WLP_ABSENT, NULL, NULL, NULL}

#define WLP_PASSPORT_DELETE_REQUEST_INIT \
  {sizeof(wlp_passport_delete_request), WLP_ABSENT, WLP_ABSENT}

#define WLP_PASSPORT_RENEW_REQUEST_INIT \
  {sizeof(wlp_passport_renew_request), NULL, NULL, NULL, WLP_ABSENT, NULL}

#define WLP_PASSPORT_LOCK_REQUEST_INIT \
  {sizeof(wlp_passport_lock_request), NULL, WLP_ABSENT}

#define WLP_PASSRECORD_QUERY_CAR_RECORDS_REQUEST_INIT \
  {sizeof(wlp_passrecord_query_car_records_request), WLP_ABSENT, WLP_ABSENT, NULL, NULL, NULL, WLP_ABSENT, WLP_ABSENT}

#define WLP_PASSRECORD_QUERY_AC_RECORDS_REQUEST_INIT \
  {sizeof(wlp_passrecord_query_ac_records_request), WLP_ABSENT, WLP_ABSENT, NULL, NULL, WLP_ABSENT, WLP_ABSENT}

#define WLP_PASSRECORD_QUERY_ON_PARKING_RECORDS_REQUEST_INIT \
  {sizeof(wlp_passrecord_query_on_parking_records_request), WLP_ABSENT, NULL, WLP_ABSENT, WLP_ABSENT, WLP_ABSENT}

#define WLP_PASSRECORD_RESET_OUTSIDE_REQUEST_INIT \
  {sizeof(wlp_passrecord_reset_outside_request), NULL, NULL, WLP_ABSENT}

#define WLP_PASSRECORD_MODIFY_PLATE_REQUEST_INIT \
  {sizeof(wlp_passrecord_modify_plate_request), NULL, NULL, WLP_ABSENT}

#define WLP_PASSRECORD_QUERY_IMAGE_URL_REQUEST_INIT \
  {sizeof(wlp_passrecord_query_image_url_request), WLP_ABSENT, NULL}

#define WLP_PARKING_FEE_QUERY_TMP_RENT_RECORDS_REQUEST_INIT \
  {sizeof(wlp_parking_fee_query_tmp_rent_records_request), WLP_ABSENT, WLP_ABSENT, NULL, NULL, NULL, WLP_ABSENT, WLP_ABSENT}

#define WLP_PARKING_FEE_QUERY_LONG_RENT_RECORDS_REQUEST_INIT \
  {sizeof(wlp_parking_fee_query_long_rent_records_request), NULL, NULL, NULL, WLP_ABSENT, WLP_ABSENT}

#define WLP_COUPON_QUOTA_REQUEST_INIT \
  {sizeof(wlp_coupon_quota_request), WLP_ABSENT, WLP_ABSENT}

#define WLP_COUPON_RULE_REQUEST_INIT \
  {sizeof(wlp_coupon_rule_request), WLP_ABSENT, WLP_ABSENT}

#define WLP_COUPON_RULES_REQUEST_INIT \
  {sizeof(wlp_coupon_rules_request), WLP_ABSENT}

#define WLP_COUPON_ADD_REQUEST_INIT \
  {sizeof(wlp_coupon_add_request), WLP_ABSENT, WLP_ABSENT, NULL, WLP_ABSENT}

#define WLP_COUPON_QUERY_COUPONS_REQUEST_INIT \
  {sizeof(wlp_coupon_query_coupons_request), WLP_ABSENT, NULL, WLP_ABSENT, WLP_ABSENT}

#define WLP_AUTH_ENTER_REQUEST_INIT \
  {sizeof(wlp_auth_enter_request), WLP_ABSENT, NULL}

#define WLP_AUTH_EXIT_REQUEST_INIT \
  {sizeof(wlp_auth_exit_request), WLP_ABSENT, NULL}

#define WLP_AUTH_REFRESH_PARKING_FEE_REQUEST_INIT \
  {sizeof(wlp_auth_refresh_parking_fee_request), WLP_ABSENT, NULL}

#define WLP_AUTH_QUERY_EVENT_REQUEST_INIT \
  {sizeof(wlp_auth_query_event_request), WLP_ABSENT, NULL}

#define WLP_AUTH_ACCESS_REQUEST_INIT \
  {sizeof(wlp_auth_access_request), WLP_ABSENT, NULL}

#define WLP_PAY_QUERY_LONG_RENT_BILL_REQUEST_INIT \
  {sizeof(wlp_pay_query_long_rent_bill_request), NULL, NULL, WLP_ABSENT, NULL}

#define WLP_PAY_QUERY_TMP_RENT_BILL_REQUEST_INIT \
  {sizeof(wlp_pay_query_tmp_rent_bill_request), NULL, NULL}

#define WLP_PAY_PAY_LONG_RENT_BILL_REQUEST_INIT \
  {sizeof(wlp_pay_pay_long_rent_bill_request), NULL, NULL}

#define WLP_PAY_PAY_TMP_RENT_BILL_REQUEST_INIT \
  {sizeof(wlp_pay_pay_tmp_rent_bill_request), NULL, NULL}

#define WLP_PAY_ADD_TMP_RENT_BILL_REQUEST_INIT \
  {sizeof(wlp_pay_add_tmp_rent_bill_request), NULL, WLP_ABSENT, NULL, NULL, NULL, NULL, NULL, NULL}

#define WLP_BOOKING_QUERY_AREAS_REQUEST_INIT \
  {sizeof(wlp_booking_query_areas_request), WLP_ABSENT}

#define WLP_BOOKING_CREATE_BOOKING_REQUEST_INIT \
  {sizeof(wlp_booking_create_booking_request), WLP_ABSENT, WLP_ABSENT, NULL, NULL, NULL, NULL, NULL, NULL}

#define WLP_BOOKING_CANCEL_BOOKING_REQUEST_INIT \
  {sizeof(wlp_booking_cancel_booking_request), WLP_ABSENT, WLP_ABSENT}

#define WLP_BOOKING_GET_BOOKING_REQUEST_INIT \
  {sizeof(wlp_booking_get_booking_request), WLP_ABSENT, WLP_ABSENT}

#define WLP_BOOKING_QUERY_BOOKING_REQUEST_INIT \
  {sizeof(wlp_booking_query_booking_request), WLP_ABSENT, WLP_ABSENT, NULL, WLP_ABSENT, WLP_ABSENT}

#define WLP_BLACKLIST_ADD_REQUEST_INIT \
  {sizeof(wlp_blacklist_add_request), NULL, NULL, 0, NULL, NULL, NULL}

#define WLP_BLACKLIST_DELETE_REQUEST_INIT \
  {sizeof(wlp_blacklist_delete_request), WLP_ABSENT}

#define WLP_BLACKLIST_QUERY_REQUEST_INIT \
  {sizeof(wlp_blacklist_query_request), NULL, WLP_ABSENT, WLP_ABSENT}

#define WLP_SPACE_GET_PARKING_INFO_REQUEST_INIT \
  {sizeof(wlp_space_get_parking_info_request), NULL}

#define WLP_SPACE_SET_COUPONS_REQUEST_INIT \
  {sizeof(wlp_space_set_coupons_request), NULL, NULL, NULL, NULL, WLP_ABSENT}

/* 登录目标系统: Management system. (管理系统) */
#define WLP_LOGIN_TARGET_ADMIN "admin"

/* 登录目标系统: Monitoring system. (监控系统) */
#define WLP_LOGIN_TARGET_MONITOR "monitor"

/* 登录目标系统: Query system. (查询系统) */
#define WLP_LOGIN_TARGET_QUERY "query"

#endif  /* WELINKPARK_H */
