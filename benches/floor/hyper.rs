//! The floor of a client that speaks HTTP: a constant request over bare hyper, its answer read and thrown away.

#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;

use hyper::body::Body;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, Uri};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use welinkpark_benches::Case;

fn main() {
    let case = Case::from_arguments(0);
    let uri: Uri = format!("{}/info/areas", case.base_url).parse().unwrap();
    let idle: Rc<RefCell<Vec<SendRequest<String>>>> = Rc::default();
    case.serve_async(move || call(uri.clone(), idle.clone()));
}

async fn call(uri: Uri, idle: Rc<RefCell<Vec<SendRequest<String>>>>) {
    let host = uri.authority().unwrap().as_str();
    let kept = idle.borrow_mut().pop();
    let mut sender = match kept {
        Some(sender) => sender,
        None => connect(host).await,
    };
    sender.ready().await.unwrap();
    let request = Request::get(uri.path()).header("Host", host).body(String::new()).unwrap();
    let mut body = sender.send_request(request).await.unwrap().into_body();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        frame.unwrap();
    }
    idle.borrow_mut().push(sender);
}

async fn connect(host: &str) -> SendRequest<String> {
    let stream = TcpStream::connect(host).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let (sender, connection) = handshake(TokioIo::new(stream)).await.unwrap();
    tokio::task::spawn_local(connection);
    sender
}
