//! What the header lets programs do with threads, held against the types: no compiler looks through their pointers.

use crate::answer::Answer;
use crate::cancel::{wlp_call, wlp_cancel_token};
use crate::client::wlp_client;
use crate::error::wlp_error;
use crate::flow::explain::wlp_explanation;
use crate::flow::gate::wlp_gate_flow;
use crate::flow::reconcile::wlp_verdict;
use crate::flow::status::wlp_gate_status;
use crate::protocol::{wlp_envelope, wlp_form};

/// Does not compile for a type that several threads must not use at once, or that another must not free.
pub(crate) const fn at_once<T: Send + Sync>() {}

const _: () = {
    at_once::<wlp_client>();
    at_once::<wlp_call>();
    at_once::<wlp_cancel_token>();
    at_once::<wlp_error>();
    at_once::<Answer>();
    at_once::<wlp_form>();
    at_once::<wlp_envelope>();
    at_once::<wlp_explanation>();
    at_once::<wlp_verdict>();
    at_once::<wlp_gate_flow>();
    at_once::<wlp_gate_status>();
};
